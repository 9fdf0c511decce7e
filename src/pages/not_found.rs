//! Where an address leads nowhere.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::ui::{EmptyState, EmptyStateSize};
use crate::hooks::use_title;
use crate::platform::page;

/// Says so, and leads home.
#[component]
pub fn NotFound() -> impl IntoView {
    use_title(|| "Not found".to_owned());
    view! {
        <div class="page page--centered">
            <EmptyState size=EmptyStateSize::Page icon="compass" title="There is no such page">
                <p>"The address may be mistyped, or the page has moved."</p>
                <A href=page::href("/") attr:class="button button--primary">
                    "Go home"
                </A>
            </EmptyState>
        </div>
    }
}
