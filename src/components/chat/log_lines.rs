//! What stands in a log, from top to bottom.

use leptos::prelude::*;

use super::log_actions::LogActions;
use super::message::MessageItem;
use super::older_messages::OlderMessages;
use super::unsent_message::UnsentMessage;
use crate::chat::conversation::Conversation;
use crate::chat::log_pages::LogPages;
use crate::chat::open_room::LogState;
use crate::chat::outbox::Delivery;
use crate::chat::timeline::{Entry, UnsentEntry, timeline_after, unsent_timeline};
use crate::components::ui::{EmptyState, LoadError, SkeletonRows, TimeFormat, TimeLabel};
use crate::model::ids::{MessageId, UserId};
use crate::platform::intl;

/// What stands above the messages, or in their place.
#[component]
pub fn LogHead(
    /// The messages.
    conversation: Signal<Conversation>,
    /// What there is of them.
    state: Memo<LogState>,
    /// Whom the first message would reach.
    audience: Signal<String>,
    /// What the reader can do.
    actions: LogActions,
) -> impl IntoView {
    let older = Memo::new(move |_| conversation.with(|conversation| conversation.older.clone()));
    move || match state.get() {
        LogState::Pending => view! {
            <SkeletonRows count=4 />
            <span class="visually-hidden">"Loading messages"</span>
        }
        .into_any(),
        LogState::Failed(failure) => {
            view! { <LoadError what="Messages" failure on_retry=actions.reload /> }.into_any()
        }
        LogState::Empty => view! {
            <EmptyState title="No messages yet" icon="messages">
                <p>"Write the first one. " {audience}</p>
            </EmptyState>
        }
        .into_any(),
        LogState::Messages => view! { <OlderMessages older on_older=actions.load_older /> }.into_any(),
    }
}

/// The messages that the backend has, by day and by sender.
///
/// Older ones come in pages of their own, above: one list of all would take each line out of the document and put it
/// back whenever some are put before it, and with it the focus and what the reader has selected.
#[component]
pub fn LogPagesView(
    /// The messages.
    conversation: Signal<Conversation>,
    /// The signed-in person.
    me: UserId,
) -> impl IntoView {
    let pages = Memo::new(move |before: Option<&LogPages>| {
        conversation.with(|conversation| LogPages::grown(before, conversation.messages()))
    });
    let starts = Memo::new(move |_| pages.with(LogPages::starts));
    view! {
        <For each=move || starts.get() key=|start| *start let:start>
            <Page start pages conversation me />
        </For>
    }
}

/// The messages from `start` on, up to the next page's.
#[component]
fn Page(
    start: MessageId,
    pages: Memo<LogPages>,
    conversation: Signal<Conversation>,
    me: UserId,
) -> impl IntoView {
    let entries = move || {
        conversation.with(|conversation| {
            let (before, messages) = pages.with(|pages| pages.part(start, conversation.messages()));
            timeline_after(before, messages, me, intl::offset_minutes)
        })
    };
    view! {
        <For each=entries key=Entry::key let:entry>
            {match entry {
                Entry::Day(_, time) => view! {
                    <h3 class="log__day">
                        <TimeLabel time format=TimeFormat::Day />
                    </h3>
                }
                .into_any(),
                Entry::Message { message, opens_group, mine } => {
                    view! { <MessageItem message opens_group mine /> }.into_any()
                }
            }}
        </For>
    }
}

/// The messages that the backend does not have yet.
#[component]
pub fn UnsentLines(
    /// The messages.
    conversation: Signal<Conversation>,
    /// The signed-in person.
    me: UserId,
    /// What the reader can do.
    actions: LogActions,
) -> impl IntoView {
    let entries = Memo::new(move |_| {
        conversation
            .with(|conversation| unsent_timeline(conversation.messages(), conversation.outbox.unsent(), me))
    });
    view! {
        <For
            each=move || entries.get()
            key=|entry| (entry.unsent.key, entry.opens_group)
            let:entry
        >
            <UnsentMessage
                delivery=delivery_of(entries, &entry)
                entry
                on_send_again=actions.send_again
                on_discard=actions.discard
            />
        </For>
    }
}

/// How an unsent message's delivery stands. One that has just arrived is shown as it was until its line is gone, too.
fn delivery_of(entries: Memo<Vec<UnsentEntry>>, entry: &UnsentEntry) -> Memo<Delivery> {
    let (key, first) = (entry.unsent.key, entry.unsent.delivery.clone());
    Memo::new(move |before: Option<&Delivery>| {
        let now = entries.with(|entries| {
            let entry = entries.iter().find(|entry| entry.unsent.key == key);
            entry.map(|entry| entry.unsent.delivery.clone())
        });
        now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    })
}
