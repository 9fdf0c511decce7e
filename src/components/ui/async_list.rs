//! A list, or what stands in its place until it is there.

use leptos::prelude::*;

use super::load_error::LoadError;
use super::skeleton::SkeletonRows;
use crate::model::remote_data::LoadState;

/// Its children once they can be listed; before, the shape of them, or why there are none and a way to try again.
#[component]
pub fn AsyncList(
    /// How it stands.
    #[prop(into)]
    state: Signal<LoadState>,
    /// What is listed, as the beginning of a sentence: `People`.
    what: &'static str,
    /// How many rows there may be.
    rows: usize,
    /// The class of the list.
    #[prop(default = "skeleton-list")]
    class: &'static str,
    /// Tries again.
    on_retry: Callback<()>,
    /// The list.
    children: ChildrenFn,
) -> impl IntoView {
    // What is shown is not made anew when the same is said again.
    let state = Memo::new(move |_| state.get());
    move || match state.get() {
        LoadState::Pending => view! { <SkeletonRows count=rows class /> }.into_any(),
        LoadState::Failed(failure) => view! { <LoadError what failure on_retry /> }.into_any(),
        LoadState::Ready => children(),
    }
}
