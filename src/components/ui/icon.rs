//! Icons, from the sheet of symbols in index.html.

use leptos::prelude::*;

/// The symbol `icon-{name}` of index.html. It says nothing to assistive technology: the words beside it do.
#[component]
pub fn Icon(
    /// The name.
    name: &'static str,
    /// Whether it is the small one, for running text and buttons.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <svg class="icon" class:icon--small=small aria-hidden="true">
            <use_ href=format!("#icon-{name}") />
        </svg>
    }
}
