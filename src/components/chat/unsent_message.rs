//! A message that the backend does not have yet.

use leptos::prelude::*;

use crate::chat::outbox::Delivery;
use crate::chat::timeline::UnsentEntry;
use crate::components::ui::{Icon, TimeFormat, TimeLabel};

/// A message that is on its way, or that did not arrive and is sent again or waits for its writer's decision.
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
    let state = move || {
        let delivery = delivery.get();
        let on_send_again = delivery.can_be_sent_again().then_some(on_send_again);
        let reason = match delivery {
            Delivery::Waiting => return view! { <p class="message__state">"Waiting…"</p> }.into_any(),
            Delivery::Sending => return view! { <p class="message__state">"Sending…"</p> }.into_any(),
            Delivery::Delayed(failure) | Delivery::Retrying(failure) => {
                format!("Not sent yet. {} It is sent again by itself.", failure.sentence())
            }
            Delivery::Failed(failure) => format!("Not sent. {}", failure.sentence()),
        };
        view! { <NotSent reason key on_send_again on_discard /> }.into_any()
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
    reason: String,
    key: u64,
    on_send_again: Option<Callback<u64>>,
    on_discard: Callback<u64>,
) -> impl IntoView {
    view! {
        <div class="message__state">
            <span class="message__reason">
                <Icon name="alert" small=true />
                {reason}
            </span>
            {on_send_again
                .map(|send_again| {
                    view! {
                        <button class="button button--text" on:click=move |_| send_again.run(key)>
                            "Send again"
                        </button>
                    }
                })}
            <button class="button button--text" on:click=move |_| on_discard.run(key)>
                "Delete"
            </button>
        </div>
    }
}
