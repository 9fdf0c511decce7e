//! The product's mark.

use leptos::prelude::*;

use crate::domain::title::PRODUCT;

/// The mark and the product's name, as they stand inside of `class="mark"`.
#[component]
pub fn MarkContent() -> impl IntoView {
    draw! {
        <svg class="mark__glyph" aria-hidden="true">
            <use href="#icon-mark"></use>
        </svg>
        <span>{PRODUCT}</span>
    }
}

/// The mark where it leads nowhere.
#[component]
pub fn Mark() -> impl IntoView {
    draw! {
        <span class="mark">
            <MarkContent />
        </span>
    }
}
