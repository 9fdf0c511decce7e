//! What stands in the place of the rooms of those who are in none.

use leptos::prelude::*;

use crate::components::ui::{EmptyState, EmptyStateSize};

/// Says so, and how one comes into a room.
#[component]
pub fn NoRooms() -> impl IntoView {
    view! {
        <EmptyState size=EmptyStateSize::Small title="No rooms yet">
            <p>"Staff add people to rooms. Once you are in one, it is listed here."</p>
        </EmptyState>
    }
}
