//! Where a message is written.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::icon::Icon;
use crate::chat::composer::{Refusal, compose};
use crate::dom::Drawn;
use crate::platform::page;
use crate::reactive::{Live, State, effect, memo};

/// What browsers give as the code of a key that an input method has taken; some say so only here.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// The field's id: the page can have but one.
const FIELD_ID: &str = "composer-field";

/// Where a message is written. Enter sends, Shift+Enter starts a new line.
#[component]
pub fn Composer(
    /// What stands in it at first.
    draft: String,
    /// What is said while nothing stands in it.
    placeholder: Live<String>,
    /// Whether it takes the focus.
    takes_focus: bool,
    /// What stands in it now.
    on_draft: Callback<String>,
    /// Sends a text that may be sent.
    on_send: Callback<String>,
) -> Drawn {
    let text = State::new(draft);
    let change = move |next: String| {
        text.set(next.clone());
        on_draft.run(next);
    };
    let focus = || page::focus(&format!("#{FIELD_ID}"));
    let send = move || {
        if let Ok(message) = text.with_untracked(|text| compose(text)) {
            on_send.run(message);
            change(String::new());
        }
        focus();
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let press = move |event: KeyboardEvent| {
        let is_composing = event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD;
        if event.key() == "Enter" && !event.shift_key() && !is_composing {
            event.prevent_default();
            send();
        }
    };
    if takes_focus {
        effect(focus);
    }
    let refusal = memo(move || text.with(|text| compose(text)).err());
    draw! {
        <form class="composer" on:submit=submit>
            <TooLong refusal />
            <div class="composer__box">
                <div class="composer__grow" data-value=move || text.get()>
                    <textarea
                        id=FIELD_ID
                        aria-label="Message"
                        rows="1" aria-describedby="composer-error composer-hint"
                        placeholder=move || placeholder.get()
                        dir="auto"
                        prop:value=move || text.get()
                        on:input=move |event| change(page::value_of(&event))
                        on:keydown=press
                    ></textarea>
                </div>
                <button class="button button--primary">
                    <Icon name="send" small=true />
                    "Send"
                </button>
            </div>
            <p class="composer__hint" id="composer-hint">
                "Enter sends, Shift+Enter starts a new line"
            </p>
        </form>
    }
}

#[component]
fn TooLong(refusal: Live<Option<Refusal>>) -> Drawn {
    let words = move || match refusal.get() {
        Some(Refusal::TooLong(1)) => "This message is 1 character too long to be sent.".to_owned(),
        Some(Refusal::TooLong(over)) => format!("This message is {over} characters too long to be sent."),
        Some(Refusal::Blank) | None => String::new(),
    };
    draw! {
        <p class="composer__error" id="composer-error" role="status">{words}</p>
    }
}
