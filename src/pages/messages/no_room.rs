//! What stands beside the rooms while none is open.

use leptos::prelude::*;

use crate::components::ui::{EmptyState, EmptyStateSize};
use crate::hooks::use_chat;

/// Says that a room can be chosen. Narrow screens show the list instead.
#[component]
pub fn NoRoom() -> impl IntoView {
    let rooms = use_chat().rooms();
    let words = Memo::new(move |_| {
        if rooms.with(|rooms| rooms.value.as_ref().is_some_and(|rooms| rooms.is_empty())) {
            ("Nothing to read yet", "Messages show up here once you are in a room.")
        } else {
            ("Choose a room", "Pick one on the left to read it and to write to the people in it.")
        }
    });
    view! {
        <div class="sheet messages__none">
            <EmptyState
                size=EmptyStateSize::Pane
                title=Signal::derive(move || words.get().0.to_owned())
                icon="messages"
            >
                <p>{move || words.get().1}</p>
            </EmptyState>
        </div>
    }
}
