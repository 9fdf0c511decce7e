//! A message that the backend does not have yet.

use leptos::prelude::*;

use crate::chat::outbox::Delivery;
use crate::chat::timeline::UnsentEntry;
use crate::components::ui::{Icon, TimeFormat, TimeLabel};
use crate::model::api_error::ApiError;

/// A message that is on its way, or that did not arrive and waits for its writer's decision.
#[component]
pub fn UnsentMessage(
    /// The message as it was first seen: its text and time stay.
    entry: UnsentEntry,
    /// Where it stands.
    #[prop(into)]
    delivery: Signal<Delivery>,
    /// Sends it again.
    on_send_again: Callback<u64>,
    /// Drops it.
    on_discard: Callback<u64>,
) -> impl IntoView {
    let UnsentEntry { unsent, opens_group } = entry;
    let key = unsent.key;
    let has_failed = Memo::new(move |_| delivery.with(|delivery| matches!(delivery, Delivery::Failed(_))));
    let state = move || match delivery.get() {
        Delivery::Waiting | Delivery::Sending => {
            view! { <p class="message__state">"Sending…"</p> }.into_any()
        }
        Delivery::Failed(failure) => view! { <NotSent failure key on_send_again on_discard /> }.into_any(),
    };
    view! {
        <div
            class="message message--own"
            class:message--failed=has_failed
            class:message--pending=move || !has_failed.get()
            class:message--grouped=!opens_group
            role="article"
        >
            <div class="message__head">
                <span class="message__sender visually-hidden">"You"</span>
                <TimeLabel time=unsent.written_at format=TimeFormat::Time class="message__time" />
            </div>
            <div class="message__body" dir="auto">
                {unsent.content}
            </div>
            {state}
        </div>
    }
}

#[component]
fn NotSent(
    failure: ApiError,
    key: u64,
    on_send_again: Callback<u64>,
    on_discard: Callback<u64>,
) -> impl IntoView {
    let reason = format!("Not sent. {}", failure.sentence());
    view! {
        <div class="message__state">
            <span class="message__reason">
                <Icon name="alert" small=true />
                {reason}
            </span>
            <button class="button button--text" on:click=move |_| on_send_again.run(key)>
                "Send again"
            </button>
            <button class="button button--text" on:click=move |_| on_discard.run(key)>
                "Delete"
            </button>
        </div>
    }
}
