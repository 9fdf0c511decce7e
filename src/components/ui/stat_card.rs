//! A number with its name.

use leptos::prelude::*;

use super::skeleton::SkeletonNumber;

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
    #[prop(into)]
    value: Signal<Stat>,
) -> impl IntoView {
    let shown = move || match value.get() {
        Stat::Pending => view! { <SkeletonNumber /> }.into_any(),
        Stat::Unknown => view! {
            <span aria-hidden="true">"—"</span>
            <span class="visually-hidden">"Not known"</span>
        }
        .into_any(),
        Stat::Known(count) => count.into_any(),
    };
    view! {
        <div class="sheet stat">
            <dt>{label}</dt>
            <dd>{shown}</dd>
        </div>
    }
}
