//! A field that narrows a list down.

use leptos::html::Input;
use leptos::prelude::*;

use super::icon::Icon;

/// A field that narrows a list down.
#[component]
pub fn SearchField(
    /// What it does, in place of a label.
    label: &'static str,
    /// What stands in it.
    query: RwSignal<String>,
    /// A class beside the field's own.
    #[prop(optional)]
    class: &'static str,
    /// For those who give it the focus.
    #[prop(optional)]
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    view! {
        <div class=["search-field", class].join(" ").trim_end().to_owned()>
            <Icon name="search" small=true />
            <input
                type="search"
                class="field__input"
                autocomplete="off"
                placeholder=label
                aria-label=label
                node_ref=node_ref
                bind:value=query
            />
        </div>
    }
}
