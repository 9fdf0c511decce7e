//! A labelled field for text.

use leptos::html::Input;
use leptos::prelude::*;

/// A labelled field of one line. Its id is its name.
#[component]
pub fn TextField(
    /// The label.
    label: &'static str,
    /// The name, in the form and on the page.
    name: &'static str,
    /// The type of input: `text`, `password`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in.
    autocomplete: &'static str,
    /// What stands in it.
    value: RwSignal<String>,
    /// The id of the element that says what is wrong with it, while something is.
    #[prop(into)]
    error_id: Signal<Option<&'static str>>,
    /// For those who give it the focus.
    node_ref: NodeRef<Input>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=name>
                {label}
            </label>
            <input
                class="field__input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required
                aria-invalid=move || error_id.get().map(|_| "true")
                aria-describedby=move || error_id.get()
                node_ref=node_ref
                bind:value=value
            />
        </div>
    }
}
