//! A list, or what stands in its place until it is there.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::load_error::LoadError;
use super::skeleton::SkeletonRows;
use crate::dom::Drawn;
use crate::model::remote_data::LoadState;
use crate::reactive::Live;

/// Its children once they can be listed; before, the shape of them, or why there are none and a way to try again.
#[component]
pub fn AsyncList(
    /// How it stands.
    listing: Live<LoadState>,
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
) -> Drawn {
    draw! {
        {move || match listing.get() {
            LoadState::Pending => draw! { <SkeletonRows count=rows class /> },
            LoadState::Failed(failure) => draw! { <LoadError what failure on_retry /> },
            LoadState::Ready => draw! { {children()} },
        }}
    }
}
