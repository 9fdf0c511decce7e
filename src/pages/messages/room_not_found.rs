//! What stands in the place of a room that is none of the reader's.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::ui::{EmptyState, EmptyStateSize};
use crate::model::paths::Area;
use crate::platform::page;

/// Says that there is no such room, and leads back.
#[component]
pub(super) fn RoomNotFound(area: Area) -> impl IntoView {
    view! {
        <div class="sheet messages__none">
            <EmptyState size=EmptyStateSize::Pane title="This room isn't here" icon="compass">
                <p>"It was removed, or you are not one of its people."</p>
                <A href=page::href(area.messages()) attr:class="button">
                    "Back to rooms"
                </A>
            </EmptyState>
        </div>
    }
}
