//! What stands in the place of data that could not be had.

use leptos::prelude::*;

use super::empty_state::{EmptyState, EmptyStateSize};
use crate::model::api_error::ApiError;

/// Says what could not be loaded and why, that the app tries again, and offers to do so now.
#[component]
pub fn LoadError(
    /// What, as the beginning of a sentence: `People`.
    what: &'static str,
    /// Why.
    failure: ApiError,
    /// Tries again.
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <EmptyState size=EmptyStateSize::Small title=format!("{what} could not be loaded")>
            <p>{failure.sentence()} " Trying again."</p>
            <button class="button" on:click=move |_| on_retry.run(())>
                "Try again"
            </button>
        </EmptyState>
    }
}
