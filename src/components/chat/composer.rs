//! Where a message is written.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Textarea;
use leptos::prelude::*;

use crate::chat::composer::{Refusal, compose};
use crate::components::ui::Icon;

/// What browsers give as the code of a key that an input method has taken; some say so only here.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// Where a message is written. Enter sends, Shift+Enter starts a new line.
#[component]
pub fn Composer(
    /// What stands in it at first.
    draft: String,
    /// What is said while nothing stands in it.
    #[prop(into)]
    placeholder: Signal<String>,
    /// Whether it takes the focus.
    takes_focus: bool,
    /// What stands in it now.
    on_draft: Callback<String>,
    /// Sends a text that may be sent.
    on_send: Callback<String>,
) -> impl IntoView {
    let text = RwSignal::new(draft);
    let field = NodeRef::<Textarea>::new();
    let change = move |next: String| {
        text.set(next.clone());
        on_draft.run(next);
    };
    let send = move || {
        if let Ok(message) = text.with_untracked(|text| compose(text)) {
            on_send.run(message);
            change(String::new());
        }
        focus(field);
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
        Effect::new(move |_| {
            field.track();
            focus(field);
        });
    }
    let refusal = Memo::new(move |_| text.with(|text| compose(text)).err());
    view! {
        <form class="composer" on:submit=submit>
            <p class="composer__error" id="composer-error" role="status">
                {move || refusal.get().map(refusal_words)}
            </p>
            <div class="composer__box">
                <div class="composer__grow" data-value=move || text.get()>
                    <textarea
                        aria-label="Message"
                        aria-describedby="composer-error composer-hint"
                        rows="1"
                        dir="auto"
                        placeholder=move || placeholder.get()
                        node_ref=field
                        prop:value=move || text.get()
                        on:input:target=move |event| change(event.target().value())
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

fn focus(field: NodeRef<Textarea>) {
    if let Some(field) = field.get_untracked() {
        // A field can take the focus.
        let _ = field.focus();
    }
}

fn refusal_words(refusal: Refusal) -> String {
    match refusal {
        Refusal::TooLong(1) => "This message is 1 character too long to be sent.".to_owned(),
        Refusal::TooLong(over) => format!("This message is {over} characters too long to be sent."),
        Refusal::Blank => String::new(),
    }
}
