//! What the list of rooms says about a room's conversation, in one line.

use crate::chat::outbox::{Delivery, Outbox};
use crate::model::ids::UserId;
use crate::model::message::Message;
use crate::model::room::Room;

/// More than this no line has room for, and nobody wants to hear it read out.
const LONGEST: usize = 120;

/// The line for `me`, who wrote `outbox`: what was not sent comes before what was.
#[must_use]
pub fn preview(room: &Room, me: UserId, outbox: &Outbox) -> String {
    let unsent = outbox.unsent();
    if let Some(failed) = unsent.iter().find(|unsent| matches!(unsent.delivery, Delivery::Failed(_))) {
        return format!("Not sent: {}", shortened(&failed.content));
    }
    let is_delayed = |delivery: &Delivery| matches!(delivery, Delivery::Delayed(_) | Delivery::Retrying(_));
    if let Some(delayed) = unsent.iter().find(|unsent| is_delayed(&unsent.delivery)) {
        return format!("Not sent yet: {}", shortened(&delayed.content));
    }
    if !unsent.is_empty() {
        return "Sending…".to_owned();
    }
    let Some(Message { sender, content, .. }) = &room.last_message else {
        return "No messages yet".to_owned();
    };
    let text = shortened(content);
    if sender.id == me {
        format!("You: {text}")
    } else if room.only_other(me).is_some() {
        text.to_owned()
    } else {
        format!("{}: {text}", sender.first_name())
    }
}

fn shortened(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
