//! What stands in the place of the admin area for those who are not on the staff.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::ui::{EmptyState, EmptyStateSize};
use crate::model::paths::Area;

/// Says that the area isn't theirs, and leads to the one that is.
#[component]
pub fn NotAllowed(
    /// Their name.
    name: String,
) -> impl IntoView {
    view! {
        <div class="page page--centered">
            <EmptyState size=EmptyStateSize::Page icon="lock" title="This area is for staff">
                <p>
                    "You are signed in as " {name}
                    ", who is not on the staff. Ask an administrator if that should change."
                </p>
                <A href=Area::Dashboard.home() attr:class="button button--primary">
                    "Go to your dashboard"
                </A>
            </EmptyState>
        </div>
    }
}
