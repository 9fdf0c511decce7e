//! The shape of what is on its way. Assistive technology is told by `aria-busy` on the section around it.

use leptos::prelude::*;

/// Widths of the two lines of a row, in per cent of the room there is; rows should not look stamped.
const LINES: [(u8, u8); 5] = [(55, 80), (40, 65), (62, 88), (48, 58), (52, 74)];

/// Rows with a picture and two lines of text.
#[component]
pub fn SkeletonRows(
    /// How many.
    count: usize,
    /// The class of the list they stand for.
    #[prop(default = "skeleton-list")]
    class: &'static str,
) -> impl IntoView {
    let row = |(first, second): &(u8, u8)| {
        view! {
            <div class="skeleton-row">
                <span class="skeleton skeleton--circle"></span>
                <div>
                    <span class="skeleton" style=format!("--w:{first}%")></span>
                    <span class="skeleton" style=format!("--w:{second}%;--h:0.625rem")></span>
                </div>
            </div>
        }
    };
    view! {
        <div class=class aria-hidden="true">
            {LINES.iter().cycle().take(count).map(row).collect_view()}
        </div>
    }
}

/// A number.
#[component]
pub fn SkeletonNumber() -> impl IntoView {
    view! { <span class="skeleton" style="--w:2.5rem;--h:1.5rem" aria-hidden="true"></span> }
}
