//! A message that the backend does not have yet.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::icon::Icon;
use super::time_label::{TimeFormat, TimeLabel};
use crate::chat::outbox::Delivery;
use crate::chat::timeline::UnsentEntry;
use crate::dom::Drawn;
use crate::model::api_error::ApiError;
use crate::reactive::Live;

/// A message that is on its way, or that did not arrive and waits for its writer's decision.
#[component]
pub fn UnsentMessage(
    /// The message as it was first seen: its text and time stay.
    entry: UnsentEntry,
    /// Where it stands.
    delivery: Live<Delivery>,
    /// Sends it again.
    on_send_again: Callback<u64>,
    /// Drops it.
    on_discard: Callback<u64>,
) -> Drawn {
    let UnsentEntry { unsent, opens_group } = entry;
    let key = unsent.key;
    let class = move |has_failed: bool| match (has_failed, opens_group) {
        (true, true) => "message message--own message--failed",
        (true, false) => "message message--own message--failed message--grouped",
        (false, true) => "message message--own message--pending",
        (false, false) => "message message--own message--pending message--grouped",
    };
    let state = move || match delivery.get() {
        Delivery::Waiting | Delivery::Sending => {
            draw! { <p class="message__state">"Sending…"</p> }
        }
        Delivery::Failed(failure) => draw! { <NotSent failure key on_send_again on_discard /> },
    };
    draw! {
        <div
            class=move || class(delivery.with(|delivery| matches!(delivery, Delivery::Failed(_))))
            role="article"
        >
            <div class="message__head">
                <span class="message__sender visually-hidden">"You"</span>
                <TimeLabel time=unsent.written_at writing=TimeFormat::Time class="message__time" />
            </div>
            <div class="message__body" dir="auto">{unsent.content}</div>
            {state}
        </div>
    }
}

#[component]
fn NotSent(failure: ApiError, key: u64, on_send_again: Callback<u64>, on_discard: Callback<u64>) -> Drawn {
    let reason = format!("Not sent. {}", failure.sentence());
    draw! {
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
