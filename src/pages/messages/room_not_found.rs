//! What stands in the place of a room that is none of the reader's.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::components::empty_state::{EmptyState, EmptyStateSize};
use crate::dom::Drawn;
use crate::model::paths::Area;

/// Says that there is no such room, and leads back.
#[component]
pub(super) fn RoomNotFound(area: Area) -> Drawn {
    draw! {
        <div class="sheet messages__none">
            <EmptyState size=EmptyStateSize::Pane title="This room isn't here" icon="compass">
                <p>"It was removed, or you are not one of its people."</p>
                <a class="button" href=area.messages()>
                    "Back to rooms"
                </a>
            </EmptyState>
        </div>
    }
}
