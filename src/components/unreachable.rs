//! The page while the session of before a reload can't be taken up.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::empty_state::{EmptyState, EmptyStateSize};
use crate::dom::Drawn;
use crate::model::api_error::ApiError;
use crate::reactive::{Live, memo};

/// Says why, that it is tried again, and offers to do so now or to leave.
#[component]
pub fn Unreachable(
    /// Why the newest attempt failed.
    failure: Live<ApiError>,
    /// Whether another attempt is under way.
    trying: Live<bool>,
    /// Tries again.
    on_retry: Callback<()>,
    /// They want to leave.
    on_sign_out: Callback<()>,
) -> Drawn {
    let title = memo(move || failure.with(ApiError::headline));
    draw! {
        <main class="main main--alone" id="main" tabindex="-1">
            <div class="page page--centered">
                <EmptyState size=EmptyStateSize::Page icon="alert" title>
                    <p>
                        "You are still signed in. This page tries again by itself, and opens where you were."
                    </p>
                    <div class="empty__actions">
                        <button
                            class="button button--primary"
                            aria-disabled=move || trying.get().then_some("true")
                            aria-busy=move || trying.get().then_some("true")
                            on:click=move |_| on_retry.run(())
                        >
                            {move || if trying.get() { "Trying…".to_owned() } else { "Try again".to_owned() }}
                        </button>
                        <button class="button" on:click=move |_| on_sign_out.run(())>
                            "Sign out"
                        </button>
                    </div>
                </EmptyState>
            </div>
        </main>
    }
}
