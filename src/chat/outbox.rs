//! Messages that were written here and that the backend does not have yet. None is ever lost.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::api_error::ApiError;
use crate::model::ids::{MessageId, UserId};
use crate::model::message::Message;
use crate::model::time;
use crate::presence::backoff::{Backoff, Jitter};

/// After so many tries at which the backend broke, a message is held to be why, and those behind it go on.
const LONGEST_BREAKAGE: u32 = 5;

/// Where an unsent message stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It waits for those before it.
    Waiting,
    /// It is on its way.
    Sending,
    /// It did not arrive, as far as is known, and is sent again by itself; those behind it wait.
    Delayed(ApiError),
    /// It is on its way again, by itself, after it was [`Delayed`](Self::Delayed): to its writer that makes no difference yet.
    Retrying(ApiError),
    /// It did not arrive, as far as is known, and its writer decides what becomes of it.
    Failed(ApiError),
}

impl Delivery {
    /// Whether its writer can have it sent at once: not where the server asked for a pause.
    #[must_use]
    pub const fn can_be_sent_again(&self) -> bool {
        match self {
            Self::Waiting | Self::Sending => false,
            Self::Delayed(failure) | Self::Retrying(failure) => {
                !matches!(failure, ApiError::RateLimited { .. })
            }
            Self::Failed(_) => true,
        }
    }

    const fn is_on_its_way(&self) -> bool {
        matches!(self, Self::Sending | Self::Retrying(_))
    }
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
    /// Whether a try may have arrived whose reply did not.
    is_uncertain: bool,
    /// The tries at which the backend broke.
    breakages: u32,
}

impl Unsent {
    fn may_have_arrived(&self) -> bool {
        self.is_uncertain || self.delivery.is_on_its_way()
    }

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
    backoff: Backoff,
    /// Until this reading of the monotonic clock nothing is sent.
    paused_until: Duration,
}

/// A message that is to be sent now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its key.
    pub key: u64,
    /// Its text.
    pub content: String,
    /// Whether it may have arrived before: then the room's messages are to be [received](super::conversation::Conversation::receive)
    /// first, and it is sent only if it is [`still_to_send`](Outbox::still_to_send).
    pub looks_first: bool,
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
        let delivery = Delivery::Waiting;
        self.unsent.push(Unsent {
            key,
            content,
            written_at: now,
            delivery,
            after,
            is_uncertain: false,
            breakages: 0,
        });
    }

    /// Takes the next message to send at `now` of the monotonic clock, if none is on its way and none is to be waited for: so
    /// they arrive in the order of writing.
    pub fn take_next(&mut self, now: Duration) -> Option<Attempt> {
        if now < self.paused_until || self.unsent.iter().any(|unsent| unsent.delivery.is_on_its_way()) {
            return None;
        }
        let is_next =
            |unsent: &&mut Unsent| matches!(unsent.delivery, Delivery::Waiting | Delivery::Delayed(_));
        let next = self.unsent.iter_mut().find(is_next)?;
        next.delivery = match &next.delivery {
            Delivery::Delayed(failure) => Delivery::Retrying(failure.clone()),
            _ => Delivery::Sending,
        };
        let content = next.content.clone();
        Some(Attempt { key: next.key, content, looks_first: next.is_uncertain })
    }

    /// Whether a message has not come back, now that the room's messages have been looked through for it.
    pub fn still_to_send(&mut self, key: u64) -> bool {
        let unsent = self.find(key);
        let is_there = unsent.is_some();
        if let Some(unsent) = unsent {
            unsent.is_uncertain = false;
        }
        is_there
    }

    /// Notes that a message arrived, as `copy`.
    pub fn delivered(&mut self, key: u64, copy: &Message) {
        self.unsent.retain(|unsent| unsent.key != key);
        self.backoff.succeeded();
        self.claim(copy);
    }

    /// A copy stands for one message only: equal ones that are still unsent have to wait for their own.
    fn claim(&mut self, copy: &Message) {
        for unsent in self.unsent.iter_mut().filter(|unsent| unsent.has_text_of(copy)) {
            unsent.after = unsent.after.max(Some(copy.id));
        }
    }

    /// Notes that a message did not arrive. Where it is to be sent again by itself, says how long it waits for that, and all
    /// behind it.
    pub fn failed(
        &mut self,
        key: u64,
        failure: ApiError,
        now: Duration,
        jitter: &mut Jitter,
    ) -> Option<Duration> {
        let unsent = self.unsent.iter_mut().find(|unsent| unsent.key == key)?;
        unsent.is_uncertain |= failure.is_uncertain();
        let retry_after = match failure {
            ApiError::Offline | ApiError::Timeout => None,
            ApiError::RateLimited { retry_after } => retry_after,
            ApiError::Server | ApiError::Malformed if unsent.breakages + 1 < LONGEST_BREAKAGE => {
                unsent.breakages += 1;
                None
            }
            _ => {
                unsent.delivery = Delivery::Failed(failure);
                return None;
            }
        };
        unsent.delivery = Delivery::Delayed(failure);
        let wait = self.backoff.failed(retry_after, jitter);
        self.paused_until = now + wait;
        Some(wait)
    }

    /// Notes that the backend can be reached again; says whether something waited for nothing else.
    pub fn network_is_back(&mut self) -> bool {
        let waited = self
            .unsent
            .iter()
            .any(|unsent| matches!(&unsent.delivery, Delivery::Delayed(failure) if failure.is_network()));
        if waited {
            self.backoff.succeeded();
            self.paused_until = Duration::ZERO;
        }
        waited
    }

    /// Puts a message that failed back into the queue, if it [can be](Delivery::can_be_sent_again).
    pub fn send_again(&mut self, key: u64) {
        let Some(unsent) = self.find(key).filter(|unsent| unsent.delivery.can_be_sent_again()) else {
            return;
        };
        if unsent.delivery.is_on_its_way() {
            return;
        }
        let was_delayed = matches!(unsent.delivery, Delivery::Delayed(_));
        unsent.delivery = Delivery::Waiting;
        unsent.breakages = 0;
        if was_delayed {
            self.paused_until = Duration::ZERO;
        }
    }

    /// Drops a message that failed, because its writer said so.
    pub fn discard(&mut self, key: u64) {
        let is_it = |unsent: &Unsent| {
            unsent.key == key && matches!(unsent.delivery, Delivery::Failed(_) | Delivery::Delayed(_))
        };
        self.unsent.retain(|unsent| !is_it(unsent));
    }

    /// Drops each message whose copy has come back from the backend.
    ///
    /// A request whose reply was lost may have arrived all the same, and a poll may be faster than a reply:
    /// without this, such a message would stand there twice, or be sent twice. Says whether any was dropped.
    pub fn reconcile(&mut self, me: UserId, messages: &[Message]) -> bool {
        let before = self.unsent.len();
        for message in messages.iter().filter(|message| message.sender.id == me) {
            let arrived = self.unsent.iter().position(|unsent| {
                unsent.may_have_arrived() && Some(message.id) > unsent.after && unsent.has_text_of(message)
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
            if let Some(unsent) = self.unsent.last_mut() {
                unsent.delivery = Delivery::Failed(ApiError::Interrupted);
                unsent.is_uncertain = true;
            }
        }
    }

    fn find(&mut self, key: u64) -> Option<&mut Unsent> {
        self.unsent.iter_mut().find(|unsent| unsent.key == key)
    }
}
