//! The address bar, kept to what the router shows.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsValue;

use crate::platform::page::window;
use crate::platform::timers::after;

/// Puts the router's address into the address bar where the router has not.
///
/// leptos_router 0.8 knows of Back but not of Forward: a link to the page that was left by Forward changes the page and
/// adds nothing to the history.
#[component]
pub fn AddressBar() -> impl IntoView {
    let location = use_location();
    let address = Memo::new(move |_| {
        let (path, search, hash) = (location.pathname.get(), location.search.get(), location.hash.get());
        let mark = if search.is_empty() { "" } else { "?" };
        format!("{path}{mark}{search}{hash}")
    });
    let pending = StoredValue::new_local(None);
    Effect::new(move |_| {
        let shown = address.get();
        // The router writes it after this, yet before any timer.
        let look = after(Duration::ZERO, move || push_missing(&shown));
        pending.set_value(Some(look));
    });
}

fn push_missing(shown: &str) {
    let location = window().location();
    let in_bar = [location.pathname(), location.search(), location.hash()];
    let in_bar: String = in_bar.into_iter().filter_map(Result::ok).collect();
    if let (true, Ok(history)) = (in_bar != shown, window().history()) {
        // Fails where a page does it hundreds of times in seconds.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(shown));
    }
}
