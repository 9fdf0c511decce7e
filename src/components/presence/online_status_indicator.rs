//! The presence dot (CONTRACT section 5).

use leptos::prelude::*;
use wasm_bindgen::intern;
use web_sys::Element;

use crate::model::ids::UserId;
use crate::presence::Status;
use crate::store::ChatStore;

/// Shows whether a person is online: by shape, by colour, in words for those who can't see it, and in visible
/// words where `label` is set.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
#[component]
pub fn OnlineStatusIndicator(
    /// Whose status.
    user_id: UserId,
    /// Their name, in front of the status for assistive technology; leave it out where the name stands beside the dot.
    #[prop(optional, into)]
    name: String,
    /// Whether the status is also written out.
    #[prop(optional)]
    label: bool,
) -> impl IntoView {
    let chat = expect_context::<ChatStore>();
    view! {
        <span class="status" role="img" data-user-id=user_id.0 use:presence_dot=(chat, user_id, name)>
            <span class="status__dot"></span>
            {label.then(|| view! { <span class="status__label" use:presence_label=(chat, user_id)></span> })}
        </span>
    }
}

/// Keeps an element's `data-status` and accessible name what the person's status is.
///
/// There is no effect for each dot: the store calls this when, and only when, its person's status changes.
pub fn presence_dot(element: Element, (chat, user, name): (ChatStore, UserId, String)) {
    let show = move |status: Status| {
        // Few texts for many dots: the page keeps what is interned, and decodes it once.
        let (status, label) = (intern(status.as_str()), intern(status.label()));
        // A valid name does not fail.
        let _ = element.set_attribute(intern("data-status"), status);
        let _ = if name.is_empty() {
            element.set_attribute(intern("aria-label"), label)
        } else {
            element.set_attribute(intern("aria-label"), &format!("{name}, {label}"))
        };
    };
    show(untrack(|| chat.status_now(user)));
    chat.watch_status(user, show);
}

/// Keeps an element's text what the person's status is called.
pub fn presence_label(element: Element, (chat, user): (ChatStore, UserId)) {
    let show = move |status: Status| element.set_text_content(Some(status.label()));
    show(untrack(|| chat.status_now(user)));
    chat.watch_status(user, show);
}
