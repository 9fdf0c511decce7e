//! Where an address leads nowhere.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::components::{EmptyState, EmptyStateSize};
use crate::dom::Drawn;
use crate::hooks::use_title;

/// Says so, and leads home.
#[component]
pub fn NotFound() -> Drawn {
    use_title(|| "Not found".to_owned());
    draw! {
        <div class="page page--centered">
            <EmptyState size=EmptyStateSize::Page icon="compass" title="There is no such page">
                <p>"The address may be mistyped, or the page has moved."</p>
                <a class="button button--primary" href="/">
                    "Go home"
                </a>
            </EmptyState>
        </div>
    }
}
