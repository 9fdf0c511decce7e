//! The source document's store, word for word in Leptos: one signal that holds a set, read by each dot.

use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos_presence::api::dto;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

type Online = Option<HashSet<u64>>;

/// The running program, as the benchmark drives it.
#[wasm_bindgen]
pub struct Bench {
    online: RwSignal<Online>,
    dots: RwSignal<u32>,
    prepared: Vec<Vec<u64>>,
}

#[wasm_bindgen]
impl Bench {
    /// Starts the program in `root`.
    pub fn start(root: HtmlElement) -> Option<Self> {
        let given = Rc::new(Cell::new(None));
        let give = Rc::clone(&given);
        mount_to(root, move || {
            let (online, dots) = (RwSignal::new(None), RwSignal::new(0));
            give.set(Some((online, dots)));
            move || (dots.get() > 0).then(|| view! { <Dots count=dots.get() online /> })
        })
        .forget();
        let (online, dots) = given.take()?;
        Some(Self { online, dots, prepared: Vec::new() })
    }

    /// Shows the dots of the people from 1 to `count`; none: 0.
    #[wasm_bindgen(js_name = showDots)]
    pub fn show_dots(&self, count: u32) {
        self.dots.set(count);
    }

    /// A reply to the poll of the online users.
    pub fn reply(&self, text: &str) {
        if let Ok(users) = dto::online_users(text) {
            self.online.set(Some(users.ids().iter().map(|user| user.0).collect()));
        }
    }

    /// Reads the ids of a reply beforehand; gives what [`reply_read`](Self::reply_read) takes.
    pub fn read(&mut self, ids: &[u32]) -> usize {
        self.prepared.push(ids.iter().map(|id| u64::from(*id)).collect());
        self.prepared.len() - 1
    }

    /// A reply that was read beforehand.
    #[wasm_bindgen(js_name = replyRead)]
    pub fn reply_read(&mut self, number: usize) {
        let ids = self.prepared.get_mut(number).map(std::mem::take).unwrap_or_default();
        self.online.set(Some(ids.into_iter().collect()));
    }
}

#[component]
fn Dots(count: u32, online: RwSignal<Online>) -> impl IntoView {
    let dot = |id: u32| view! { <Dot id=id.into() online /> };
    view! { <div class="dots">{(1..=count).map(dot).collect_view()}</div> }
}

#[component]
fn Dot(id: u64, online: RwSignal<Online>) -> impl IntoView {
    let is_online = move || online.with(|online| online.as_ref().map(|online| online.contains(&id)));
    let status = move || match is_online() {
        None => "unknown",
        Some(true) => "online",
        Some(false) => "offline",
    };
    let label = move || match is_online() {
        None => "Status unknown",
        Some(true) => "Online",
        Some(false) => "Offline",
    };
    view! {
        <span class="status" role="img" aria-label=label data-user-id=id.to_string() data-status=status>
            <span class="status__dot"></span>
        </span>
    }
}
