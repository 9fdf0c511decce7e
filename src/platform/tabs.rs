//! The other tabs of this origin.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortController, AbortSignal, BroadcastChannel, MessageEvent};

use super::listener::{Listener, listen};
use super::tasks::{TaskGuard, abort_on_drop};
use super::timers::sleep;
use super::{Guard, page};

const NAME: &str = "leptos-presence";

/// Held for as long as a tab leads; the other is for turns.
const LEAD: &str = "leptos-presence.lead";

/// A tab that has the turn may be frozen with it, and then never ends: after this long nobody waits for it.
const LONGEST_WAIT_MS: u32 = 20_000;

/// What was told before a turn ended may arrive a little after it, but not later than this.
const DELIVERY: Duration = Duration::from_millis(250);

/// What a tab needs of the others.
pub trait Tabs {
    /// Runs `task` while no other tab runs one; all wait their turn, but not for ever.
    fn in_turn(&self, task: LocalBoxFuture<'static, ()>) -> LocalBoxFuture<'static, ()>;

    /// Stands for the lead: calls `leads` once this tab has it, which it then keeps until the guard is dropped.
    /// One tab has it at a time; where tabs can't take turns, none ever does.
    fn lead(&self, leads: Box<dyn FnOnce()>) -> Guard;

    /// Waits until what others told before has arrived.
    fn delivered(&self) -> LocalBoxFuture<'static, ()>;

    /// Tells the other tabs.
    fn tell(&self, text: &str);

    /// Calls `listener` with what they tell, until the guard is dropped, which must be the last to hold it.
    fn listen(&self, listener: Rc<dyn Fn(&str)>) -> Guard;
}

/// No other tabs: for tests, and for those who want each to work for itself.
#[derive(Clone, Copy, Debug)]
pub struct NoTabs;

impl Tabs for NoTabs {
    fn in_turn(&self, task: LocalBoxFuture<'static, ()>) -> LocalBoxFuture<'static, ()> {
        task
    }

    fn lead(&self, leads: Box<dyn FnOnce()>) -> Guard {
        leads();
        Box::new(())
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
pub struct BrowserTabs {
    line: Rc<Line>,
    _page: [Listener; 2],
}

impl BrowserTabs {
    /// A part in the conversation of the tabs.
    #[must_use]
    pub fn new() -> Self {
        let line = Rc::new(Line::default());
        line.open();
        // A page that rests in the back/forward cache is thrown out of it by the first word that reaches it. What listens to the
        // same events later, and tells something then, is called after these: it finds the channel open again.
        let (leaving, coming) = (Rc::clone(&line), Rc::clone(&line));
        let page = [
            listen(page::window(), "pagehide", move |_| leaving.close()),
            listen(page::window(), "pageshow", move |_| coming.open()),
        ];
        Self { line, _page: page }
    }
}

impl Default for BrowserTabs {
    fn default() -> Self {
        Self::new()
    }
}

type Hear = dyn Fn(&str);

/// The channel, open for as long as the page is there, and whoever listens to it.
#[derive(Default)]
struct Line {
    channel: RefCell<Option<(BroadcastChannel, Listener)>>,
    listeners: RefCell<Vec<Weak<Hear>>>,
}

impl Line {
    fn open(self: &Rc<Self>) {
        let mut open = self.channel.borrow_mut();
        if open.is_none()
            && let Ok(channel) = BroadcastChannel::new(NAME)
        {
            let line = Rc::downgrade(self);
            let listener = listen(channel.clone(), "message", move |event| {
                let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
                if let (Some(text), Some(line)) = (text, line.upgrade()) {
                    line.hear(&text);
                }
            });
            *open = Some((channel, listener));
        }
    }

    fn close(&self) {
        if let Some((channel, _)) = self.channel.take() {
            channel.close();
        }
    }

    fn hear(&self, text: &str) {
        // What is heard may end who listens.
        let listeners = self.listeners.borrow().clone();
        listeners.iter().filter_map(Weak::upgrade).for_each(|listener| listener(text));
    }
}

/// Asks for a lock; `Err` where the browser has none. (web-sys has Web Locks behind a compiler's flag only.)
fn request_lock(name: &str, patience: &AbortSignal, run: &JsValue) -> Result<Promise, JsValue> {
    let locks = Reflect::get(&page::window().navigator(), &JsValue::from_str("locks"))?;
    let request = Reflect::get(&locks, &JsValue::from_str("request"))?.dyn_into::<Function>()?;
    let options = Object::new();
    Reflect::set(&options, &JsValue::from_str("signal"), patience)?;
    request.call3(&locks, &JsValue::from_str(name), &options, run)?.dyn_into()
}

/// A tab's standing for the lead, and its lead. Both end when dropped.
struct Standing {
    wait: AbortController,
    /// Gives the lock back, once it is had.
    release: Rc<RefCell<Option<Function>>>,
    _granted: Closure<dyn FnMut(JsValue) -> Promise>,
    _request: TaskGuard,
}

impl Standing {
    fn new(leads: Box<dyn FnOnce()>) -> Result<Self, JsValue> {
        let wait = AbortController::new()?;
        let release = Rc::new(RefCell::new(None));
        let granted = {
            let release = Rc::clone(&release);
            Closure::once(move |_lock: JsValue| {
                let held = Promise::new(&mut |resolve, _| *release.borrow_mut() = Some(resolve));
                leads();
                held
            })
        };
        let request = request_lock(LEAD, &wait.signal(), granted.as_ref())?;
        let request = abort_on_drop(async move {
            // Ends with the lead; fails when the wait is given up.
            let _ = JsFuture::from(request).await;
        });
        Ok(Self { wait, release, _granted: granted, _request: request })
    }
}

impl Drop for Standing {
    fn drop(&mut self) {
        self.wait.abort();
        let release = self.release.take();
        // A promise's own function does not fail.
        let _ = release.map(|release| release.call0(&JsValue::UNDEFINED));
    }
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
            if let Ok(request) = request_lock(NAME, &AbortSignal::timeout_with_u32(LONGEST_WAIT_MS), &run) {
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

    fn lead(&self, leads: Box<dyn FnOnce()>) -> Guard {
        Box::new(Standing::new(leads).ok())
    }

    fn delivered(&self) -> LocalBoxFuture<'static, ()> {
        sleep(DELIVERY).boxed_local()
    }

    fn tell(&self, text: &str) {
        if let Some((channel, _)) = &*self.line.channel.borrow() {
            // Fails for what can't be copied, which a text can, and for a closed channel, which this one is not.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }

    fn listen(&self, listener: Rc<dyn Fn(&str)>) -> Guard {
        let mut listeners = self.line.listeners.borrow_mut();
        listeners.retain(|listener| listener.strong_count() > 0);
        listeners.push(Rc::downgrade(&listener));
        Box::new(listener)
    }
}
