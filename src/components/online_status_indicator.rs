//! The presence dot (CONTRACT section 5).

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos_presence_macros::draw;
use web_sys::Element;

use crate::dom::Drawn;
use crate::model::ids::UserId;
use crate::platform::nodes::{set_attribute, set_constant, set_words, word};
use crate::presence::Status;
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
    let dot = Rc::new(Dot { element: OnceCell::new(), status: Cell::default(), name, label });
    let watching = Rc::clone(&dot);
    let planned = chat.watch_status(user_id, move |status| watching.show(status));
    dot.status.set(planned);
    let (id, described) = (user_id.0, dot.described(planned));
    let made = move |element| dot.made(element, planned);
    draw! {
        <span
            class="status"
            role="img"
            data-user-id=id
            data-status=planned.as_str()
            aria-label=described
            node_ref=made
        >
            <span class="status__dot"></span>
            {label.then(|| draw! { <span class="status__label">{planned.label()}</span> })}
        </span>
    }
}

thread_local! {
    /// What a dot without a name says of each status, in attributes and values: looked up once, and not at each change.
    static SAID: [[u32; 4]; 3] = [Status::Online, Status::Offline, Status::Unknown].map(|status| {
        ["data-status", status.as_str(), "aria-label", status.label()].map(word)
    });
}

struct Dot {
    /// There as soon as it is made.
    element: OnceCell<Element>,
    status: Cell<Status>,
    name: Option<String>,
    label: bool,
}

impl Dot {
    fn described(&self, status: Status) -> Cow<'static, str> {
        match &self.name {
            Some(name) => [name, ", ", status.label()].concat().into(),
            None => status.label().into(),
        }
    }

    /// `planned` is what it was going to show.
    fn made(&self, element: Element, planned: Status) {
        // It is made once.
        let _ = self.element.set(element);
        if self.status.get() != planned {
            self.show(self.status.get());
        }
    }

    fn show(&self, status: Status) {
        self.status.set(status);
        let Some(element) = self.element.get() else { return };
        if let Cow::Owned(words) = self.described(status) {
            set_constant(element, "data-status", status.as_str());
            set_attribute(element, "aria-label", &words);
        } else {
            let [name, value, other_name, other_value] = SAID.with(|said| said[status as usize]);
            set_words(element, name, value, other_name, other_value);
        }
        if self.label
            && let Some(written) = element.last_element_child()
        {
            written.set_text_content(Some(status.label()));
        }
    }
}
