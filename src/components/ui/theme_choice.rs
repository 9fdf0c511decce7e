//! The choice of a colour scheme.

use leptos::prelude::*;

use crate::model::theme::Theme;

/// One of three, as radio buttons.
#[component]
pub fn ThemeChoice(
    /// What is chosen.
    #[prop(into)]
    theme: Signal<Theme>,
    /// Another one was.
    on_choose: Callback<Theme>,
) -> impl IntoView {
    let option = move |option: Theme| {
        view! {
            <label class="theme-choice__option">
                <input
                    type="radio"
                    name="theme"
                    value=option.value().unwrap_or("system")
                    prop:checked=move || theme.get() == option
                    on:change=move |_| on_choose.run(option)
                />
                {option.label()}
            </label>
        }
    };
    view! {
        <fieldset class="theme-choice">
            <legend>"Theme"</legend>
            <div class="theme-choice__options">{Theme::ALL.map(option).into_iter().collect_view()}</div>
        </fieldset>
    }
}
