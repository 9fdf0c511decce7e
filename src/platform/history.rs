//! The address in the browser's bar, and the links that change it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, UrlSearchParams};

use super::listener::{Listener, listen};
use super::page::{document, window};

/// The path of the address.
#[must_use]
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The query of the address, with its question mark; empty where there is none.
#[must_use]
pub fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// The fragment of the address, with its `#`; empty where there is none.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Puts `fragment` into the address, in the place of the one that is there.
pub fn ask(fragment: &str) {
    // Fails for addresses that can't be read; a fragment can.
    let _ = window().location().replace(fragment);
}

/// Calls `handle` when the address has another fragment.
#[must_use]
pub fn on_fragment(handle: impl Fn() + 'static) -> Listener {
    listen(window(), "hashchange", move |_| handle())
}

/// The value of a parameter of a query.
#[must_use]
pub fn parameter(query: &str, name: &str) -> Option<String> {
    UrlSearchParams::new_with_str(query).ok()?.get(name)
}

/// Writes `value` so that it can be a parameter's value.
#[must_use]
pub fn encode(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

/// Puts `address` after the one that is there.
pub fn push(address: &str) {
    if let Ok(history) = window().history() {
        // Fails for addresses of other sites, and where a page does it hundreds of times in seconds.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Puts `address` in the place of the one that is there.
pub fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Calls `handle` when people go back or forward.
#[must_use]
pub fn on_traverse(handle: impl Fn() + 'static) -> Listener {
    listen(window(), "popstate", move |_| handle())
}

/// Calls `open` with the address of each link of this site that is followed in this tab, in the browser's stead.
#[must_use]
pub fn on_link(open: impl Fn(&str) + 'static) -> Listener {
    listen(document(), "click", move |event| {
        if event.default_prevented() {
            return;
        }
        if let Some(address) = event.dyn_ref::<MouseEvent>().and_then(followed) {
            event.prevent_default();
            open(&address);
        }
    })
}

/// The address that a click leads to, where it is a page of this site, and neither another tab, nor a download, nor a
/// place in the same page is asked for.
fn followed(click: &MouseEvent) -> Option<String> {
    let plain = click.button() == 0
        && !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key());
    let target = click.target().filter(|_| plain)?;
    let link: HtmlAnchorElement = target.dyn_ref::<Element>()?.closest("a[href]").ok()??.dyn_into().ok()?;
    let here = window().location();
    let same_page = || {
        !link.hash().is_empty()
            && here.pathname().is_ok_and(|path| path == link.pathname())
            && here.search().is_ok_and(|query| query == link.search())
    };
    let elsewhere = !link.target().is_empty()
        || link.has_attribute("download")
        || here.origin().map_or(true, |origin| origin != link.origin());
    (!elsewhere && !same_page()).then(|| link.pathname() + &link.search() + &link.hash())
}
