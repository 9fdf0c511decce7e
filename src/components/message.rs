//! A message of a conversation.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::avatar::Avatar;
use super::moment::{Moment, Writing};
use crate::dom::Drawn;
use crate::domain::message::Message;
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
    let class = match (mine, opens_group) {
        (false, true) => "message",
        (false, false) => "message message--grouped",
        (true, true) => "message message--own",
        (true, false) => "message message--own message--grouped",
    };
    let (name, name_class, dir) = if mine {
        ("You".into(), "message__sender visually-hidden", None)
    } else {
        (Arc::clone(&sender.display_name), "message__sender", Some("auto"))
    };
    draw! {
        <div class=class role="article" data-message-id=id.to_string()>
            {(opens_group && !mine).then(|| draw! { <Avatar user=sender chat /> })}
            <div class="message__head">
                <span class=name_class dir=dir>{name}</span>
                <Moment time=timestamp writing=Writing::Time class="message__time" />
            </div>
            <div class="message__body" dir="auto">{content}</div>
        </div>
    }
}
