//! What stands beside the rooms while none is open.

use leptos::prelude::*;

use crate::components::ui::{EmptyState, EmptyStateSize};
use crate::hooks::use_chat;

/// Says that a room can be chosen. Narrow screens show the list instead.
#[component]
pub fn NoRoom() -> impl IntoView {
    let rooms = use_chat().rooms();
    let has_none =
        Memo::new(move |_| rooms.with(|rooms| rooms.value.as_ref().is_some_and(|rooms| rooms.is_empty())));
    let title = move || if has_none.get() { "Nothing to read yet" } else { "Choose a room" };
    let words = move || match has_none.get() {
        true => "Messages show up here once you are in a room.",
        false => "Pick one on the left to read it and to write to the people in it.",
    };
    view! {
        <div class="sheet messages__none">
            <EmptyState
                size=EmptyStateSize::Pane
                title=Signal::derive(move || title().to_owned())
                icon="messages"
            >
                <p>{words}</p>
            </EmptyState>
        </div>
    }
}
