//! The product's mark.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::chat::title::PRODUCT;
use crate::dom::Drawn;

/// The mark and the product's name, as they stand inside of `class="mark"`.
#[component]
pub fn LogoContent() -> Drawn {
    draw! {
        <svg class="mark__glyph" aria-hidden="true">
            <use href="#icon-mark"></use>
        </svg>
        <span>{PRODUCT}</span>
    }
}

/// The mark where it leads nowhere.
#[component]
pub fn Logo() -> Drawn {
    draw! {
        <span class="mark">
            <LogoContent />
        </span>
    }
}
