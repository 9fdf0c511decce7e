//! The messages of one room, however they arrive: late, twice, or out of order.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::chat::outbox::Outbox;
use crate::model::api_error::ApiError;
use crate::model::ids::{MessageId, UserId};
use crate::model::message::{Message, MessageCursor};
use crate::model::time::TimeExt;

/// For how long after a message others may still come in front of it: a database may hand out ids before it commits, so that
/// what has the lower one is seen later.
const LOOK_BACK: Duration = Duration::from_secs(60);

/// Whether there are messages older than those that are here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Older {
    /// There may be.
    #[default]
    Possible,
    /// They are on their way.
    Loading,
    /// There are none.
    None,
    /// They could not be had.
    Failed(ApiError),
}

/// The messages of one room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    messages: Vec<Message>,
    /// Up to here nothing is missing that the backend has or may still get. What was sent from here and accepted says nothing
    /// of what others wrote before it.
    settled: Option<MessageId>,
    loaded: bool,
    /// What was written here and has not arrived yet.
    pub outbox: Outbox,
    /// Whether there are older ones.
    pub older: Older,
    /// Why the newest poll failed; `None` when it succeeded.
    pub failure: Option<ApiError>,
}

impl Conversation {
    /// The messages, ascending by id, each once.
    #[must_use]
    pub fn messages(&self) -> &[Message] {
        &self.messages
    }

    /// Whether any reply has come yet.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// What to ask for next: all, or what came after those that nothing can come in front of any more.
    #[must_use]
    pub fn next_page(&self) -> MessageCursor {
        self.settled.map_or(MessageCursor::Newest, MessageCursor::After)
    }

    /// What to ask for to see older messages; `None` while that would be useless.
    #[must_use]
    pub fn older_page(&self) -> Option<MessageCursor> {
        match self.older {
            Older::Possible | Older::Failed(_) => {
                self.messages.first().map(|oldest| MessageCursor::Before(oldest.id))
            }
            Older::Loading | Older::None => None,
        }
    }

    /// The newest message's id.
    #[must_use]
    pub fn newest_id(&self) -> Option<MessageId> {
        self.messages.last().map(|newest| newest.id)
    }

    /// Whether a reply to `page` follows on what is here, so that no message would be missing in between.
    #[must_use]
    pub fn reaches(&self, page: MessageCursor) -> bool {
        match page {
            MessageCursor::Newest => true,
            MessageCursor::After(id) => self.settled >= Some(id),
            MessageCursor::Before(_) => false,
        }
    }

    /// Takes a reply to `page`, which was asked for at `asked_at` by the backend's clock; says whether anything is different now.
    pub fn receive(
        &mut self,
        page: MessageCursor,
        received: Vec<Message>,
        asked_at: DateTime<Utc>,
        me: UserId,
    ) -> bool {
        let oldest = self.messages.first().map(|message| message.id);
        let mut changed = self.merge(received);
        if changed {
            self.outbox.reconcile(me, &self.messages);
        }
        if let MessageCursor::Before(_) = page {
            let grew = self.messages.first().map(|message| message.id) < oldest;
            self.older = if grew { Older::Possible } else { Older::None };
            return true;
        }
        let horizon = asked_at.minus(LOOK_BACK);
        let settled = self.messages.iter().rev().find(|message| message.timestamp <= horizon);
        self.settled = self.settled.max(settled.map(|message| message.id));
        changed |= !std::mem::replace(&mut self.loaded, true);
        changed |= self.failure.take().is_some();
        if self.messages.is_empty() {
            self.older = Older::None;
        }
        changed
    }

    /// Takes one message that the backend has just accepted.
    pub fn accept(&mut self, key: u64, message: Message) {
        self.outbox.delivered(key, &message);
        self.merge(vec![message]);
    }

    fn merge(&mut self, mut received: Vec<Message>) -> bool {
        received.sort_by_key(|message| message.id);
        received.dedup_by_key(|message| message.id);
        let mut changed = false;
        for message in received {
            match self.messages.binary_search_by_key(&message.id, |known| known.id) {
                Ok(place) if self.messages[place] == message => continue,
                Ok(place) => self.messages[place] = message,
                Err(place) => self.messages.insert(place, message),
            }
            changed = true;
        }
        changed
    }
}
