//! What stands in the place of the admin area for those who are not on the staff.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::empty_state::{EmptyState, EmptyStateSize};
use crate::dom::Drawn;
use crate::model::paths::Area;

/// Says that the area isn't theirs, and leads to the one that is.
#[component]
pub fn NotAllowed(
    /// Their name.
    name: String,
) -> Drawn {
    draw! {
        <div class="page page--centered">
            <EmptyState size=EmptyStateSize::Page icon="lock" title="This area is for staff">
                <p>
                    {format!(
                        "You are signed in as {name}, who is not on the staff. Ask an administrator if that should change.",
                    )}
                </p>
                <a class="button button--primary" href=Area::Dashboard.home()>
                    "Go to your dashboard"
                </a>
            </EmptyState>
        </div>
    }
}
