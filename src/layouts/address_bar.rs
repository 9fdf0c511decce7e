//! The address bar, kept to what the router shows.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsValue;

use crate::platform::page::{self, window};
use crate::platform::timers::after;

/// Puts the router's address into the address bar where the router has not, and takes a slash off its end.
///
/// leptos_router 0.8 knows of Back but not of Forward: a link to the page that was left by Forward changes the page and
/// adds nothing to the history. And to its links a page with a slash at the end of its address is another page.
#[component]
pub fn AddressBar() -> impl IntoView {
    let location = use_location();
    let address = Memo::new(move |_| {
        let (path, search, hash) = (location.pathname.get(), location.search.get(), location.hash.get());
        page::with_query(&path, &search) + &hash
    });
    let navigate = use_navigate();
    Effect::new(move |_| {
        let path = location.pathname.get();
        let plain = path.trim_end_matches('/');
        if plain.len() < path.len() && plain.len() > page::base_path().len() {
            let options = NavigateOptions {
                resolve: false,
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            let rest = address.with_untracked(|address| address[path.len()..].to_owned());
            navigate(&format!("{plain}{rest}"), options);
        }
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
