//! A field that narrows a list down.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::icon::Icon;

use crate::dom::Drawn;
use crate::platform::page;
use crate::reactive::State;

/// A field that narrows a list down.
#[component]
pub fn SearchField(
    /// What it does, in place of a label.
    label: &'static str,
    /// Its id.
    id: &'static str,
    /// What stands in it.
    query: State<String>,
    /// A class beside the field's own.
    #[prop(optional)]
    class: &'static str,
) -> Drawn {
    draw! {
        <div class=format!("search-field {class}").trim_end().to_owned()>
            <Icon name="search" small=true />
            <input
                type="search" placeholder=label autocomplete="off"
                class="field__input"
                id=id
                aria-label=label
                prop:value=move || query.get()
                on:input=move |event| query.set(page::value_of(&event))
            />
        </div>
    }
}
