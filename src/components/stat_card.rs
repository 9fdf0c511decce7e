//! A number with its name.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::skeleton::SkeletonNumber;

use crate::dom::Drawn;
use crate::reactive::Live;

/// A number as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stat {
    /// It is on its way.
    Pending,
    /// It can't be known now.
    Unknown,
    /// This.
    Known(usize),
}

/// One card of a `<dl class="stats">`.
#[component]
pub fn StatCard(
    /// What is counted.
    label: &'static str,
    /// How many.
    value: Live<Stat>,
) -> Drawn {
    draw! {
        <div class="sheet stat">
            <dt>{label}</dt>
            <dd>
                {move || match value.get() {
                    Stat::Pending => draw! { <SkeletonNumber /> },
                    Stat::Unknown => {
                        draw! {
                            <span aria-hidden="true">"—"</span>
                            <span class="visually-hidden">"Not known"</span>
                        }
                    }
                    Stat::Known(count) => draw! { {count.to_string()} },
                }}
            </dd>
        </div>
    }
}
