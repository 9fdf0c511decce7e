//! The presence dot (CONTRACT section 5).

use leptos::html::Span;
use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::domain::ids::UserId;
use crate::domain::presence::Status;
use crate::store::ChatStore;

/// Shows whether a person is online: by shape, by colour, in words for those who can't see it, and in visible
/// words where `label` is set.
///
/// The dot is not drawn by an effect of its own: the store calls it when, and only when, its person's status changes.
#[component]
pub fn OnlineStatusIndicator(
    /// Whose status.
    user_id: UserId,
    /// Where it is known.
    chat: ChatStore,
    /// Their name, in front of the status for assistive technology; leave it out where the name stands beside the dot.
    #[prop(optional, into)]
    name: Option<String>,
    /// Whether the status is also written out.
    #[prop(optional)]
    label: bool,
) -> impl IntoView {
    let root = NodeRef::<Span>::new();
    let accessible_name = move |status: Status| match &name {
        Some(name) => format!("{name}, {}", status.label()),
        None => status.label().to_owned(),
    };
    let draw = {
        let accessible_name = accessible_name.clone();
        move |status: Status| {
            if let Some(element) = root.try_get_untracked().flatten() {
                redraw(&element, status, &accessible_name(status));
            }
        }
    };
    let status = chat.watch_status(user_id, draw);
    draw! {
        <span
            node_ref=root
            class="status"
            role="img"
            aria-label=accessible_name(status)
            data-user-id=user_id.to_string()
            data-status=status.as_str()
        >
            <span class="status__dot"></span>
            {label.then(|| draw! { <span class="status__label">{status.label()}</span> })}
        </span>
    }
}

fn redraw(root: &HtmlElement, status: Status, accessible_name: &str) {
    // Setting an attribute with a valid name does not fail.
    let _ = root.set_attribute("data-status", status.as_str());
    let _ = root.set_attribute("aria-label", accessible_name);
    if let Some(label) = root.last_element_child().filter(|child| child.class_name() == "status__label") {
        label.set_text_content(Some(status.label()));
    }
}
