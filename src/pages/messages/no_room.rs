//! What stands beside the rooms while none is open.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::components::empty_state::{EmptyState, EmptyStateSize};
use crate::dom::Drawn;
use crate::hooks::use_chat;
use crate::reactive::memo;

/// Says that a room can be chosen. Narrow screens show the list instead.
#[component]
pub(super) fn NoRoom() -> Drawn {
    let rooms = use_chat().rooms();
    let has_none =
        memo(move || rooms.with(|rooms| rooms.value.as_ref().is_some_and(|rooms| rooms.is_empty())));
    let words = move || {
        if has_none.get() {
            ("Nothing to read yet", "Messages show up here once you are in a room.")
        } else {
            ("Choose a room", "Pick one on the left to read it and to write to the people in it.")
        }
    };
    draw! {
        <div class="sheet messages__none">
            <EmptyState size=EmptyStateSize::Pane title=memo(move || words().0.to_owned()) icon="messages">
                <p>{move || words().1.to_owned()}</p>
            </EmptyState>
        </div>
    }
}
