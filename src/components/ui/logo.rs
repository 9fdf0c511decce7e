//! The product's logo.

use leptos::prelude::*;

use crate::chat::title::PRODUCT;

/// The logo and the product's name, as they stand inside of `class="mark"`.
#[component]
pub fn LogoContent() -> impl IntoView {
    view! {
        <svg class="mark__glyph" aria-hidden="true">
            <use_ href="#icon-mark" />
        </svg>
        <span>{PRODUCT}</span>
    }
}

/// The logo where it leads nowhere.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <span class="mark">
            <LogoContent />
        </span>
    }
}
