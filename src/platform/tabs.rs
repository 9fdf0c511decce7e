//! The other tabs of this origin.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortSignal, BroadcastChannel, MessageEvent};

use super::listener::listen;
use super::timer::sleep;
use super::{Guard, page};

const NAME: &str = "leptos-presence";

/// A tab that has the turn may be frozen with it, and then never ends: after this long nobody waits for it.
const LONGEST_WAIT_MS: u32 = 20_000;

/// What was told before a turn ended may arrive a little after it, but not later than this.
const DELIVERY: Duration = Duration::from_millis(250);

/// What a tab needs of the others.
pub trait Tabs {
    /// Runs `task` while no other tab runs one; all wait their turn, but not for ever.
    fn in_turn(&self, task: LocalBoxFuture<'static, ()>) -> LocalBoxFuture<'static, ()>;

    /// Waits until what others told before has arrived.
    fn delivered(&self) -> LocalBoxFuture<'static, ()>;

    /// Tells the other tabs.
    fn tell(&self, text: &str);

    /// Calls `listener` with what they tell.
    fn listen(&self, listener: Rc<dyn Fn(&str)>) -> Guard;
}

/// No other tabs: for tests, and for those who want each to work for itself.
#[derive(Clone, Copy, Debug)]
pub struct NoTabs;

impl Tabs for NoTabs {
    fn in_turn(&self, task: LocalBoxFuture<'static, ()>) -> LocalBoxFuture<'static, ()> {
        task
    }

    fn delivered(&self) -> LocalBoxFuture<'static, ()> {
        std::future::ready(()).boxed_local()
    }

    fn tell(&self, _text: &str) {}

    fn listen(&self, _listener: Rc<dyn Fn(&str)>) -> Guard {
        Box::new(())
    }
}

/// The browser's: turns by Web Locks, words by a `BroadcastChannel`. Without them each tab works for itself.
#[derive(Debug)]
pub struct BrowserTabs(Option<BroadcastChannel>);

impl BrowserTabs {
    /// A part in the conversation of the tabs.
    #[must_use]
    pub fn new() -> Self {
        Self(BroadcastChannel::new(NAME).ok())
    }
}

impl Default for BrowserTabs {
    fn default() -> Self {
        Self::new()
    }
}

/// Asks for the lock; `Err` where the browser has none. (web-sys has Web Locks behind a compiler's flag only.)
fn request_lock(run: &JsValue) -> Result<Promise, JsValue> {
    let locks = Reflect::get(&page::window().navigator(), &JsValue::from_str("locks"))?;
    let request = Reflect::get(&locks, &JsValue::from_str("request"))?.dyn_into::<Function>()?;
    let options = Object::new();
    let patience = AbortSignal::timeout_with_u32(LONGEST_WAIT_MS);
    Reflect::set(&options, &JsValue::from_str("signal"), &patience)?;
    request.call3(&locks, &JsValue::from_str(NAME), &options, run)?.dyn_into()
}

impl Tabs for BrowserTabs {
    fn in_turn(&self, task: LocalBoxFuture<'static, ()>) -> LocalBoxFuture<'static, ()> {
        async move {
            let task = Rc::new(RefCell::new(Some(task)));
            let turn = Rc::clone(&task);
            let run = Closure::once_into_js(move |_lock: JsValue| {
                future_to_promise(async move {
                    let task = turn.take();
                    if let Some(task) = task {
                        task.await;
                    }
                    Ok(JsValue::UNDEFINED)
                })
            });
            if let Ok(request) = request_lock(&run) {
                // Refused, or waited for in vain: then the task is still here.
                let _ = JsFuture::from(request).await;
            }
            let task = task.take();
            if let Some(task) = task {
                task.await;
            }
        }
        .boxed_local()
    }

    fn delivered(&self) -> LocalBoxFuture<'static, ()> {
        sleep(DELIVERY).boxed_local()
    }

    fn tell(&self, text: &str) {
        if let Some(channel) = &self.0 {
            // Fails for what can't be copied, which a text can, and for a closed channel, which this one is not.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }

    fn listen(&self, listener: Rc<dyn Fn(&str)>) -> Guard {
        let Some(channel) = self.0.clone() else { return Box::new(()) };
        Box::new(listen(channel, "message", move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(text) = text {
                listener(&text);
            }
        }))
    }
}
