//! A message of a conversation.

use crate::model::time;
use std::sync::Arc;

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::avatar::Avatar;
use crate::dom::Drawn;
use crate::model::message::Message;
use crate::platform::intl::{Style, written};
use crate::store::ChatStore;

/// A message that the backend has. It never changes, so nothing in it is reactive but the dot.
#[component]
pub fn MessageItem(
    /// The message.
    message: Message,
    /// Whether it stands under a name of its own, or under the one of the message before.
    opens_group: bool,
    /// Whether the reader wrote it.
    mine: bool,
    /// Where its sender's status is known.
    chat: ChatStore,
) -> Drawn {
    let Message { id, sender, content, timestamp, .. } = message;
    // Most are somebody else's: what those have stands in the HTML, and only what differs is written over it.
    let other_class = match (mine, opens_group) {
        (false, true) => None,
        (false, false) => Some("message message--grouped"),
        (true, true) => Some("message message--own"),
        (true, false) => Some("message message--own message--grouped"),
    };
    let (name, other_name_class, dir) = if mine {
        ("You".into(), Some("message__sender visually-hidden"), None)
    } else {
        (Arc::clone(&sender.display_name), None, Some("auto"))
    };
    // The time is no `TimeLabel`: a clone less for each of a thousand.
    draw! {
        <div class="message" class=other_class role="article" data-message-id=id.0>
            {(opens_group && !mine).then(|| draw! { <Avatar user=sender chat /> })}
            <div class="message__head">
                <span class="message__sender" class=other_name_class dir=dir>{name}</span>
                <time
                    datetime=time::to_rfc3339(timestamp)
                    title=written(timestamp, Style::Full)
                    class="message__time"
                >
                    {written(timestamp, Style::Time)}
                </time>
            </div>
            <div class="message__body" dir="auto">{content}</div>
        </div>
    }
}
