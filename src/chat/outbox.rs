//! Messages that were written here and that the backend does not have yet. None is ever lost.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::api_error::ApiError;
use crate::model::ids::{MessageId, UserId};
use crate::model::message::Message;
use crate::model::time;

/// Where an unsent message stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It waits for those before it.
    Waiting,
    /// It is on its way.
    Sending,
    /// It did not arrive, as far as is known.
    Failed(ApiError),
}

/// A message that the backend does not have yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Tells it from the others of its room.
    pub key: u64,
    /// The text, as it was written.
    pub content: String,
    /// When it was written, by the local clock.
    pub written_at: DateTime<Utc>,
    /// Where it stands.
    pub delivery: Delivery,
    /// The newest message of the room when it was written: a copy that comes back has a higher id.
    after: Option<MessageId>,
}

impl Unsent {
    /// Whether `message` has the same text; backends may trim it.
    fn has_text_of(&self, message: &Message) -> bool {
        message.content.trim() == self.content.trim()
    }
}

/// An unsent message as it outlives the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMessage {
    /// The text, as it was written.
    pub content: String,
    /// When it was written, by the local clock.
    #[serde(deserialize_with = "time::deserialize")]
    pub written_at: DateTime<Utc>,
    /// The newest message of the room when it was written.
    pub after: Option<MessageId>,
}

/// The unsent messages of one room, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    unsent: Vec<Unsent>,
    last_key: u64,
}

impl Outbox {
    /// The unsent messages.
    #[must_use]
    pub fn unsent(&self) -> &[Unsent] {
        &self.unsent
    }

    /// Puts `content` at the end of the queue.
    pub fn add(&mut self, content: String, after: Option<MessageId>, now: DateTime<Utc>) {
        self.last_key += 1;
        let key = self.last_key;
        self.unsent.push(Unsent { key, content, written_at: now, delivery: Delivery::Waiting, after });
    }

    /// Takes the next message to send, if none is on its way: so they arrive in the order of writing.
    pub fn take_next(&mut self) -> Option<(u64, String)> {
        if self.unsent.iter().any(|unsent| unsent.delivery == Delivery::Sending) {
            return None;
        }
        let next = self.unsent.iter_mut().find(|unsent| unsent.delivery == Delivery::Waiting)?;
        next.delivery = Delivery::Sending;
        Some((next.key, next.content.clone()))
    }

    /// Notes that a message arrived, as `copy`.
    pub fn delivered(&mut self, key: u64, copy: &Message) {
        self.unsent.retain(|unsent| unsent.key != key);
        self.claim(copy);
    }

    /// A copy stands for one message only: equal ones that are still unsent have to wait for their own.
    fn claim(&mut self, copy: &Message) {
        for unsent in self.unsent.iter_mut().filter(|unsent| unsent.has_text_of(copy)) {
            unsent.after = unsent.after.max(Some(copy.id));
        }
    }

    /// Notes that a message did not arrive.
    pub fn failed(&mut self, key: u64, failure: ApiError) {
        if let Some(unsent) = self.find(key) {
            unsent.delivery = Delivery::Failed(failure);
        }
    }

    /// Puts a failed message back into the queue.
    pub fn send_again(&mut self, key: u64) {
        if let Some(unsent) = self.find(key).filter(|unsent| matches!(unsent.delivery, Delivery::Failed(_))) {
            unsent.delivery = Delivery::Waiting;
        }
    }

    /// Drops a failed message, because its writer said so.
    pub fn discard(&mut self, key: u64) {
        self.unsent.retain(|unsent| unsent.key != key || !matches!(unsent.delivery, Delivery::Failed(_)));
    }

    /// Drops each message whose copy has come back from the backend.
    ///
    /// A request whose reply was lost may have arrived all the same, and a poll may be faster than a reply:
    /// without this, such a message would stand there twice, or be sent twice. Says whether any was dropped.
    pub fn reconcile(&mut self, me: UserId, messages: &[Message]) -> bool {
        let before = self.unsent.len();
        for message in messages.iter().filter(|message| message.sender.id == me) {
            let arrived = self.unsent.iter().position(|unsent| {
                may_have_arrived(&unsent.delivery)
                    && Some(message.id) > unsent.after
                    && unsent.has_text_of(message)
            });
            if let Some(place) = arrived {
                self.unsent.remove(place);
                self.claim(message);
            }
        }
        self.unsent.len() != before
    }

    /// The unsent messages in a form that outlives the page.
    #[must_use]
    pub fn to_stored(&self) -> Vec<StoredMessage> {
        let stored = |unsent: &Unsent| StoredMessage {
            content: unsent.content.clone(),
            written_at: unsent.written_at,
            after: unsent.after,
        };
        self.unsent.iter().map(stored).collect()
    }

    /// Brings back messages from an earlier page. Whether they had been sent is not known; their writer decides.
    pub fn restore(&mut self, stored: Vec<StoredMessage>) {
        for message in stored {
            self.add(message.content, message.after, message.written_at);
            self.failed(self.last_key, ApiError::Interrupted);
        }
    }

    fn find(&mut self, key: u64) -> Option<&mut Unsent> {
        self.unsent.iter_mut().find(|unsent| unsent.key == key)
    }
}

fn may_have_arrived(delivery: &Delivery) -> bool {
    match delivery {
        Delivery::Waiting => false,
        Delivery::Sending => true,
        Delivery::Failed(failure) => failure.is_uncertain(),
    }
}
