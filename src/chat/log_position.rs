//! Where the reader of a log stands, and what keeps them there while the log grows around them.
//!
//! All lengths are in CSS pixels, as the browser gives them.

use crate::chat::conversation::{Conversation, Older};
use crate::model::ids::{MessageId, UserId};
use crate::model::message::Message;

/// Someone this near to the end is at the end: what comes next is to come into view.
pub const END_REACH: f64 = 48.0;

/// Older messages are asked for when so much is left above: early enough that few readers see the wait.
pub const OLDER_REACH: f64 = 600.0;

/// A difference smaller than this is the browser's rounding.
const ROUNDING: f64 = 0.5;

/// The part of a log that is on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LogWindow {
    /// How much of the content lies above it.
    pub top: f64,
    /// How high it is.
    pub height: f64,
    /// How high the content is.
    pub content: f64,
}

impl LogWindow {
    /// Whether the reader is at the end.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.content - self.height - self.top <= END_REACH
    }

    /// Whether neither it nor the content has another height than in `other`: only scrolling lies between the two.
    #[must_use]
    pub fn has_size_of(&self, other: &Self) -> bool {
        self.height == other.height && self.content == other.content
    }

    /// Whether older messages should be asked for now. A failed attempt is not repeated without the reader.
    #[must_use]
    pub fn wants_older(&self, conversation: &Conversation) -> bool {
        self.top <= OLDER_REACH
            && !conversation.messages().is_empty()
            && conversation.older == Older::Possible
    }
}

/// A message by which the reader's place is found again.
///
/// What counts is its lower edge: the upper one moves when the message loses or gains the name above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScrollAnchor {
    /// The message.
    pub message: MessageId,
    /// How far its lower edge was below the upper edge of the window.
    pub bottom: f64,
}

impl ScrollAnchor {
    /// How far to scroll so that the message is where it was, now that its lower edge is at `bottom`.
    #[must_use]
    pub fn drift(&self, bottom: f64) -> Option<f64> {
        let drift = bottom - self.bottom;
        (drift.abs() >= ROUNDING).then_some(drift)
    }
}

/// The first of `count` lines, from top to bottom, whose lower edge, `bottom_of` it, is in the window or below.
#[must_use]
pub fn first_visible(count: u32, bottom_of: impl Fn(u32) -> f64) -> Option<u32> {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from + (to - from) / 2;
        if bottom_of(middle) > 0.0 {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    (from < count).then_some(from)
}

/// The newest message that somebody else than `me` wrote.
#[must_use]
pub fn newest_by_others(messages: &[Message], me: UserId) -> Option<MessageId> {
    messages.iter().rev().find(|message| message.sender.id != me).map(|message| message.id)
}
