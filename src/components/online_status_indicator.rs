//! The presence dot (CONTRACT section 5).

use leptos::prelude::*;
use leptos_presence_macros::draw;
use web_sys::Element;

use crate::dom::Drawn;
use crate::domain::ids::UserId;
use crate::domain::presence::Status;
use crate::platform::nodes::{set_attribute, set_constant};
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
) -> Drawn {
    let drawn = if label {
        draw! {
            <span class="status" role="img" data-user-id=user_id.to_string()>
                <span class="status__dot"></span>
                <span class="status__label"></span>
            </span>
        }
    } else {
        draw! {
            <span class="status" role="img" data-user-id=user_id.to_string()>
                <span class="status__dot"></span>
            </span>
        }
    };
    if let Some(root) = drawn.element().cloned() {
        show(&root, untrack(|| chat.status_now(user_id)), name.as_deref(), label);
        chat.watch_status(user_id, move |status| show(&root, status, name.as_deref(), label));
    }
    drawn
}

fn show(root: &Element, status: Status, name: Option<&str>, label: bool) {
    let words = status.label();
    set_constant(root, "data-status", status.as_str());
    match name {
        Some(name) => set_attribute(root, "aria-label", &[name, ", ", words].concat()),
        None => set_constant(root, "aria-label", words),
    }
    if let Some(written) = root.last_element_child().filter(|_| label) {
        written.set_text_content(Some(words));
    }
}
