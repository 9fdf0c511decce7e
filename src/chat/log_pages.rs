//! The blocks in which the messages of a conversation came: the newest first, then older ones, above.

use crate::model::ids::MessageId;
use crate::model::message::Message;

/// The oldest message of each block; the block of the newest messages is the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks(Vec<MessageId>);

impl Blocks {
    /// The blocks of `messages`, which are those of `before` and perhaps a new one above them.
    #[must_use]
    pub fn grown(before: Option<&Self>, messages: &[Message]) -> Self {
        let mut blocks = before.cloned().unwrap_or_default();
        let oldest = messages.first().map(|message| message.id);
        blocks.0.extend(oldest.filter(|oldest| blocks.0.last().is_none_or(|last| oldest < last)));
        blocks
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The messages of the block with this index, and the message before them.
    #[must_use]
    pub fn part<'a>(&self, index: usize, messages: &'a [Message]) -> (Option<&'a Message>, &'a [Message]) {
        let place_of = |id: MessageId| messages.partition_point(|message| message.id < id);
        let Some(start) = self.0.get(index).map(|oldest| place_of(*oldest)) else { return (None, &[]) };
        let end = index.checked_sub(1).map_or(messages.len(), |newer| place_of(self.0[newer]));
        (messages[..start].last(), &messages[start..end])
    }
}
