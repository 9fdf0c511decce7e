//! What stands in a log, from top to bottom.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::empty_state::EmptyState;
use super::load_error::LoadError;
use super::message::MessageItem;
use super::message_log::LogActions;
use super::older_messages::OlderMessages;
use super::rows::{RowList, Rows};
use super::skeleton::SkeletonRows;
use super::time_label::{TimeFormat, TimeLabel};
use super::unsent_message::UnsentMessage;
use crate::chat::conversation::Conversation;
use crate::chat::log_pages::Blocks;
use crate::chat::open_room::LogState;
use crate::chat::outbox::Delivery;
use crate::chat::timeline::{Entry, UnsentEntry, timeline_after, unsent_timeline};
use crate::dom::Drawn;
use crate::model::ids::UserId;
use crate::platform::intl;
use crate::reactive::{Live, memo, memo_after};
use crate::store::ChatStore;

/// What stands above the messages, or in their place.
#[component]
pub fn Top(
    /// The messages.
    conversation: Live<Conversation>,
    /// What there is of them.
    contents: Live<LogState>,
    /// Whom the first message would reach.
    audience: Live<String>,
    /// What the reader can do.
    actions: LogActions,
) -> Drawn {
    let older = memo(move || conversation.with(|conversation| conversation.older.clone()));
    draw! {
        {move || match contents.get() {
            LogState::Pending => draw! {
                <SkeletonRows count=4 />
                <span class="visually-hidden">"Loading messages"</span>
            },
            LogState::Failed(failure) => {
                draw! { <LoadError what="Messages" failure on_retry=actions.reload /> }
            }
            LogState::Empty => draw! {
                <EmptyState title="No messages yet" icon="messages">
                    <p>"Write the first one. " {move || audience.get()}</p>
                </EmptyState>
            },
            LogState::Messages => draw! { <OlderMessages older on_older=actions.load_older /> },
        }}
    }
}

/// The messages that the backend has, by day and by sender.
///
/// Older ones come in blocks of their own, above: one list of all would take each line out of the page and put it
/// back whenever some are put before it, and with it the focus and what the reader has selected.
#[component]
pub fn Entries(
    /// The messages.
    conversation: Live<Conversation>,
    /// Where people's status is known.
    chat: ChatStore,
    /// The signed-in person.
    me: UserId,
) -> Drawn {
    let blocks = memo_after(move |before: Option<&Blocks>| {
        conversation.with(|conversation| Blocks::grown(before, conversation.messages()))
    });
    draw! { <Block index=0 blocks conversation chat me /> }
}

/// A block of messages, below all that are older.
#[component]
fn Block(
    index: usize,
    blocks: Live<Blocks>,
    conversation: Live<Conversation>,
    chat: ChatStore,
    me: UserId,
) -> Drawn {
    let has_older = memo(move || blocks.with(Blocks::len) > index + 1);
    let entries = move || {
        conversation.with(|conversation| {
            let (before, messages) = blocks.with(|blocks| blocks.part(index, conversation.messages()));
            timeline_after(before, messages, me, intl::offset_minutes)
        })
    };
    let line = move |entry: &Entry| match entry.clone() {
        Entry::Day(_, time) => draw! {
            <h3 class="log__day">
                <TimeLabel time writing=TimeFormat::Day />
            </h3>
        },
        Entry::Message { message, opens_group, mine } => {
            draw! { <MessageItem message opens_group mine chat /> }
        }
    };
    draw! {
        {move || has_older.get().then(|| draw! { <Block index=index + 1 blocks conversation chat me /> })}
        <Rows each=Box::new(move || RowList::new(entries(), Entry::key, line)) />
    }
}

/// The messages that the backend does not have yet.
#[component]
pub fn UnsentEntries(
    /// The messages.
    conversation: Live<Conversation>,
    /// The signed-in person.
    me: UserId,
    /// What the reader can do.
    actions: LogActions,
) -> Drawn {
    let entries = memo(move || {
        conversation
            .with(|conversation| unsent_timeline(conversation.messages(), conversation.outbox.unsent(), me))
    });
    let line = move |entry: &UnsentEntry| {
        let entry = entry.clone();
        let key = entry.unsent.key;
        let first = entry.unsent.delivery.clone();
        let find = move || {
            entries.with(|entries| {
                entries
                    .iter()
                    .find(|entry| entry.unsent.key == key)
                    .map(|entry| entry.unsent.delivery.clone())
            })
        };
        // A message that has just arrived is shown as it was until its line is gone, too.
        let delivery = memo_after(move |before: Option<&Delivery>| {
            find().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
        });
        draw! {
            <UnsentMessage entry delivery on_send_again=actions.send_again on_discard=actions.discard />
        }
    };
    draw! {
        <Rows each=Box::new(move || {
            RowList::new(entries.get(), |entry| (entry.unsent.key, entry.opens_group), line)
        }) />
    }
}
