//! A message of a conversation.

use leptos::prelude::*;

use crate::chat::links::{Part, parts};
use crate::components::people::Avatar;
use crate::model::message::Message;
use crate::model::time;
use crate::platform::intl::{self, Style};

/// A message that the backend has. It never changes, so nothing in it is reactive but the dot.
#[component]
pub fn MessageItem(
    /// The message.
    message: Message,
    /// Whether it stands under a name of its own, or under the one of the message before.
    opens_group: bool,
    /// Whether the reader wrote it.
    mine: bool,
) -> impl IntoView {
    let Message { id, sender, content, timestamp, .. } = message;
    let class = match (mine, opens_group) {
        (false, true) => "message",
        (false, false) => "message message--grouped",
        (true, true) => "message message--own",
        (true, false) => "message message--own message--grouped",
    };
    let (name, name_class, dir) = if mine {
        ("You".to_owned(), "message__sender visually-hidden", None)
    } else {
        (sender.display_name.to_string(), "message__sender", Some("auto"))
    };
    view! {
        <div class=class role="article" data-message-id=id.0>
            {(opens_group && !mine).then(|| view! { <Avatar user=sender /> })}
            <div class="message__head">
                <span class=name_class dir=dir>
                    {name}
                </span>
                <time
                    datetime=time::to_rfc3339(timestamp)
                    title=intl::format(timestamp, Style::Full)
                    class="message__time"
                >
                    {intl::format(timestamp, Style::Time)}
                </time>
            </div>
            <div class="message__body" dir="auto">
                {text_of(&content)}
            </div>
        </div>
    }
}

/// A text whose addresses are links.
fn text_of(content: &str) -> AnyView {
    let link = |address: &str| {
        view! {
            <a href=address.to_owned() target="_blank" rel="noopener noreferrer nofollow">
                {address.to_owned()}
            </a>
        }
    };
    match parts(content).as_slice() {
        [] | [Part::Text(_)] => content.to_owned().into_any(),
        parts => parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => (*text).to_owned().into_any(),
                Part::Link(address) => link(address).into_any(),
            })
            .collect_view()
            .into_any(),
    }
}
