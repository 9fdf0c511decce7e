//! A labelled field for text.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::dom::Drawn;
use crate::platform::page;
use crate::reactive::{Live, State};

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
    value: State<String>,
    /// The id of the element that says what is wrong with it, while something is.
    error_id: Live<Option<&'static str>>,
) -> Drawn {
    draw! {
        <div class="field">
            <label class="field__label" for=name>
                {label}
            </label>
            <input
                aria-invalid=move || error_id.get().map(|_| "true")
                aria-describedby=move || error_id.get()
                name=name type=kind autocomplete=autocomplete autocapitalize="none" spellcheck="false" required
                class="field__input"
                id=name
                prop:value=move || value.get()
                on:input=move |event| value.set(page::value_of(&event))
            />
        </div>
    }
}
