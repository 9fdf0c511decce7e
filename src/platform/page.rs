//! The page around the program.

use leptos::leptos_dom::helpers::queue_microtask;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, FocusOptions, HtmlElement, Url, UrlSearchParams, Window};

/// The window.
///
/// # Panics
/// Outside a browser window.
#[must_use]
#[expect(clippy::expect_used, reason = "nothing here makes sense without a window")]
pub fn window() -> Window {
    web_sys::window().expect("runs in a browser window")
}

/// The document.
///
/// # Panics
/// Outside a browser window.
#[must_use]
#[expect(clippy::expect_used, reason = "nothing here makes sense without a document")]
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// The text inside the element with this id.
#[must_use]
pub fn text_of(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
}

/// Whether the page came over https.
#[must_use]
pub fn is_secure() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "https:")
}

thread_local! {
    /// Read once: each link on a page asks for it.
    static BASE_PATH: String = read_base_path();
}

/// The path below which the app lives, without a slash at its end: empty, or what `<base href>` of index.html says.
#[must_use]
pub fn base_path() -> String {
    BASE_PATH.with(String::clone)
}

fn read_base_path() -> String {
    let base = document().base_uri().ok().flatten().filter(|_| {
        // Without the element, the base is the page's own address.
        document().query_selector("base[href]").is_ok_and(|found| found.is_some())
    });
    let path = base.and_then(|base| Url::new(&base).ok()).map(|url| url.pathname());
    path.unwrap_or_default().trim_end_matches('/').to_owned()
}

/// The address of a page of the app, wherever the app lives: for links. `<A>` takes a path from the root on as it is,
/// and so does the browser; only what the router is told to open, it looks for below its base.
#[must_use]
pub fn href(path: &str) -> String {
    BASE_PATH.with(|base| format!("{base}{path}"))
}

/// `pathname` without what it says of where the app lives.
#[must_use]
pub fn without_base(pathname: &str) -> String {
    BASE_PATH.with(|base| pathname.strip_prefix(base.as_str()).unwrap_or(pathname).to_owned())
}

/// A path and its query, which the router gives without its question mark.
#[must_use]
pub fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The value of a parameter of a query.
#[must_use]
pub fn query_parameter(query: &str, name: &str) -> Option<String> {
    UrlSearchParams::new_with_str(query).ok()?.get(name)
}

/// Writes `value` so that it can be a parameter's value.
#[must_use]
pub fn encode(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of the root element, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        // Fails for names that are none; ours are.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Whether `element` contains what has the focus.
#[must_use]
pub fn has_focus_within(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Gives the focus to `element`, unless something inside has it. The page stays where it is: a browser would scroll an
/// element that is taller than the window, and hide its heading under the banner.
pub fn focus_into(element: &HtmlElement) {
    if !has_focus_within(element) {
        let in_place = FocusOptions::new();
        in_place.set_prevent_scroll(true);
        // An element that can't take the focus leaves it where it is.
        let _ = element.focus_with_options(&in_place);
    }
}

/// Gives the focus back to the element that has it now, if it loses it before the browser comes to its next task: a
/// `<For>` takes rows out of the document to put them elsewhere, also such as have kept their order.
pub fn keep_focus() {
    let Some(active) = document().active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    queue_microtask(move || {
        let is_lost = document().body().is_some_and(|body| document().active_element() == Some(body.into()));
        if is_lost && active.is_connected() {
            focus_into(&active);
        }
    });
}

/// Gives the focus to the first element that `selector` finds, if nothing has it.
pub fn focus_if_lost(selector: &str) {
    let is_lost = match (document().active_element(), document().body()) {
        (Some(active), Some(body)) => active == *body.as_ref(),
        _ => true,
    };
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.filter(|_| is_lost).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Has the browser save a file of this name that holds this text, as a link to it does.
pub fn save(name: &str, text: &str) {
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        // Fails for names that are none; these are.
        let _ = link.set_attribute("download", name);
        let _ = link.set_attribute("href", &format!("data:application/json,{}", encode(text)));
        link.click();
    }
}

/// Has index.html show the crash panel, which works without this program.
pub fn announce_crash() {
    // This may run while the program is falling apart: nothing here may panic again.
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new("leptos-presence:crash")) {
        let _ = window.dispatch_event(&event);
    }
}
