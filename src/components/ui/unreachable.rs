//! The page while the session of before a reload can't be taken up.

use leptos::prelude::*;

use super::empty_state::{EmptyState, EmptyStateSize};
use crate::model::api_error::ApiError;

/// Says why, that it is tried again, and offers to do so now or to leave.
#[component]
pub fn Unreachable(
    /// Why the newest attempt failed.
    #[prop(into)]
    failure: Signal<ApiError>,
    /// Whether another attempt is under way.
    #[prop(into)]
    trying: Signal<bool>,
    /// Tries again.
    on_retry: Callback<()>,
    /// They want to leave.
    on_sign_out: Callback<()>,
) -> impl IntoView {
    let title = Signal::derive(move || failure.with(ApiError::headline));
    let busy = move || trying.get().then_some("true");
    view! {
        <main class="main main--alone" id="main" tabindex="-1">
            <div class="page page--centered">
                <EmptyState size=EmptyStateSize::Page icon="alert" title>
                    <p>
                        "You are still signed in. This page tries again by itself, and opens where you were."
                    </p>
                    <div class="empty__actions">
                        <button
                            class="button button--primary"
                            aria-disabled=busy
                            aria-busy=busy
                            on:click=move |_| on_retry.run(())
                        >
                            {move || if trying.get() { "Trying…" } else { "Try again" }}
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
