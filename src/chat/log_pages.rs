//! The pages in which the messages of a conversation came: the newest first, then older ones, above.

use crate::model::ids::MessageId;
use crate::model::message::Message;

/// The oldest message of each page; the page of the newest messages is the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogPages(Vec<MessageId>);

impl LogPages {
    /// The pages of `messages`, which are those of `before` and perhaps a new one above them.
    #[must_use]
    pub fn grown(before: Option<&Self>, messages: &[Message]) -> Self {
        let mut pages = before.cloned().unwrap_or_default();
        let oldest = messages.first().map(|message| message.id);
        pages.0.extend(oldest.filter(|oldest| pages.0.last().is_none_or(|last| oldest < last)));
        pages
    }

    /// The oldest message of each page, from top to bottom.
    #[must_use]
    pub fn starts(&self) -> Vec<MessageId> {
        self.0.iter().rev().copied().collect()
    }

    /// The messages of the page that begins with `start`, and the message before them.
    #[must_use]
    pub fn part<'a>(
        &self,
        start: MessageId,
        messages: &'a [Message],
    ) -> (Option<&'a Message>, &'a [Message]) {
        let place_of = |id: MessageId| messages.partition_point(|message| message.id < id);
        let newer = self.0.iter().rev().find(|other| **other > start);
        let begin = place_of(start);
        let end = newer.map_or(messages.len(), |newer| place_of(*newer)).max(begin);
        (messages[..begin].last(), &messages[begin..end])
    }
}
