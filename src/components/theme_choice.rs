//! The choice of a colour scheme.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::dom::Drawn;
use crate::reactive::Live;
use crate::store::Theme;

/// One of three, as radio buttons.
#[component]
pub fn ThemeChoice(
    /// What is chosen.
    theme: Live<Theme>,
    /// Another one was.
    on_choose: Callback<Theme>,
) -> Drawn {
    let option = move |option: Theme| {
        draw! {
            <label class="theme-choice__option">
                <input
                    type="radio" name="theme" value=option.value().unwrap_or("system")
                    prop:checked=move || theme.get() == option
                    on:change=move |_| on_choose.run(option)
                />
                {option.label()}
            </label>
        }
    };
    draw! {
        <fieldset class="theme-choice">
            <legend>"Theme"</legend>
            <div class="theme-choice__options">{Vec::from(Theme::ALL.map(option))}</div>
        </fieldset>
    }
}
