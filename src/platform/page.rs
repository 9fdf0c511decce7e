//! The page around the program.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlDialogElement, HtmlElement, HtmlInputElement, Window,
};

use super::history;

/// The window.
///
/// # Panics
/// Outside a browser window.
#[must_use]
#[expect(clippy::expect_used, reason = "nothing here makes sense without a window")]
pub fn window() -> Window {
    thread_local! {
        // Asking the browser anew takes three calls.
        static WINDOW: Option<Window> = web_sys::window();
    }
    WINDOW.with(Option::clone).expect("runs in a browser window")
}

/// The document.
///
/// # Panics
/// Outside a browser window.
#[must_use]
#[expect(clippy::expect_used, reason = "nothing here makes sense without a document")]
pub fn document() -> Document {
    thread_local! {
        static DOCUMENT: Option<Document> = window().document();
    }
    DOCUMENT.with(Option::clone).expect("a window has a document")
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

/// Gives the focus to the first element that `selector` finds.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that can't take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Gives the focus to the first element that `selector` finds, unless something inside has it. The page stays where
/// it is: a browser would scroll an element that is taller than the window, and hide its heading under the banner.
pub fn focus_into(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    let found = found.filter(|element| !has_focus_within(element));
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let in_place = FocusOptions::new();
        in_place.set_prevent_scroll(true);
        // An element that can't take the focus leaves it where it is.
        let _ = element.focus_with_options(&in_place);
    }
}

/// Gives the focus to the first element that `selector` finds, if nothing has it.
pub fn focus_if_lost(selector: &str) {
    let is_lost = match (document().active_element(), document().body()) {
        (Some(active), Some(body)) => active == *body.as_ref(),
        _ => true,
    };
    if is_lost {
        focus(selector);
    }
}

/// Scrolls the page to its top.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Closes the popover with this id, if it is open.
pub fn hide_popover(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only where it is none, or no longer on the page.
        let _ = element.hide_popover();
    }
}

/// Opens the dialog with this id above the rest of the page.
pub fn show_modal(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(dialog) = found.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        // Fails only where it is no longer on the page, or open already.
        let _ = dialog.show_modal();
    }
}

/// Whether the dialog with this id is there, and open.
#[must_use]
pub fn is_open(id: &str) -> bool {
    document().get_element_by_id(id).is_some_and(|dialog| dialog.has_attribute("open"))
}

/// Puts `html` into the element with this id, in the place of what is there. What is there already is left alone, or
/// some screen readers would say it again.
pub fn fill(id: &str, html: &str) {
    if let Some(element) = document().get_element_by_id(id)
        && element.inner_html() != html
    {
        element.set_inner_html(html);
    }
}

/// The id of the element that an event is of; empty where it has none.
#[must_use]
pub fn id_of_target(event: &Event) -> String {
    let target = event.target();
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .map(|element| element.id())
        .unwrap_or_default()
}

/// What stands in the field that an event is of.
#[must_use]
pub fn value_of(event: &Event) -> String {
    // A text area is no input, but it has the same property.
    event.target().map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
}

/// Has the browser save a file of this name that holds this text, as a link to it does.
pub fn save(name: &str, text: &str) {
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        // Fails for names that are none; these are.
        let _ = link.set_attribute("download", name);
        let _ = link.set_attribute("href", &format!("data:application/json,{}", history::encode(text)));
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
