//! Icons, from the sheet of symbols in index.html.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::dom::Drawn;

/// The symbol `icon-{name}` of index.html. It says nothing to assistive technology: the words beside it do.
#[component]
pub fn Icon(
    /// The name.
    name: &'static str,
    /// Whether it is the small one, for running text and buttons.
    #[prop(optional)]
    small: bool,
) -> Drawn {
    draw! {
        <svg class=if small { "icon icon--small" } else { "icon" } aria-hidden="true">
            <use href=format!("#icon-{name}")></use>
        </svg>
    }
}
