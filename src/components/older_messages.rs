//! The line above the oldest message: whether there are older ones.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::chat::conversation::Older;
use crate::dom::Drawn;
use crate::reactive::Live;

/// Says how it stands with older messages. It is as high whatever it says, so that nothing moves below it.
#[component]
pub fn OlderMessages(
    /// How it stands.
    #[prop(into)]
    older: Live<Older>,
    /// Asks for them.
    on_older: Callback<()>,
) -> Drawn {
    let line = move || match older.get() {
        Older::Possible => draw! {},
        Older::Loading => draw! {
            <span class="spinner" aria-hidden="true"></span>
            "Loading older messages"
        },
        Older::None => draw! { "Beginning of the conversation" },
        Older::Failed(_) => draw! {
            "Older messages could not be loaded."
            <button class="button button--text" on:click=move |_| on_older.run(())>
                "Try again"
            </button>
        },
    };
    draw! { <div class="log__older">{line}</div> }
}
