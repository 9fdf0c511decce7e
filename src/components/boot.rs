//! The page before there is anything to show, as index.html has it before this program is there.

use leptos::prelude::*;

use super::mark::Mark;

/// The product's mark and a bar that moves.
#[component]
pub fn Boot() -> impl IntoView {
    draw! {
        <div class="boot" role="status">
            <Mark />
            <span class="visually-hidden">"is loading"</span>
            <span class="boot__bar" aria-hidden="true"></span>
            <p class="boot__slow" aria-hidden="true">
                "This takes longer than usual. It goes on as soon as the network lets it."
            </p>
        </div>
    }
}
