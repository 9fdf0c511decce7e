//! The way to messages that came while the reader was elsewhere in the log.

use leptos::prelude::*;

use crate::components::ui::Icon;

/// Leads to the end of the log.
#[component]
pub fn NewMessagesButton(
    /// Goes there.
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button class="button log__new" on:click=move |_| on_press.run(())>
            <Icon name="arrow-down" small=true />
            "New messages"
        </button>
    }
}
