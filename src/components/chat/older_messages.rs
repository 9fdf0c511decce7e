//! The line above the oldest message: whether there are older ones.

use leptos::prelude::*;

use crate::chat::conversation::Older;

/// Says how it stands with older messages. It is as high whatever it says, so that nothing moves below it.
#[component]
pub fn OlderMessages(
    /// How it stands.
    #[prop(into)]
    older: Signal<Older>,
    /// Asks for them.
    on_older: Callback<()>,
) -> impl IntoView {
    let line = move || match older.get() {
        Older::Possible => ().into_any(),
        Older::Loading => view! {
            <span class="spinner" aria-hidden="true"></span>
            "Loading older messages"
        }
        .into_any(),
        Older::None => "Beginning of the conversation".into_any(),
        Older::Failed(_) => view! {
            "Older messages could not be loaded."
            <button class="button button--text" on:click=move |_| on_older.run(())>
                "Try again"
            </button>
        }
        .into_any(),
    };
    view! { <div class="log__older">{line}</div> }
}
