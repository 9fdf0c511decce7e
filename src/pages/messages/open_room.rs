//! The room that is open.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::room_not_found::RoomNotFound;
use crate::chat::conversation::Conversation;
use crate::chat::open_room::{audience, invitation, is_out_of_reach, name_of};
use crate::components::composer::Composer;
use crate::components::conversation_head::{ConversationHead, TITLE_ID};
use crate::components::message_log::{LogActions, MessageLog};
use crate::dom::Drawn;
use crate::hooks::{use_chat, use_messages, use_session};
use crate::model::ids::{RoomId, UserId};
use crate::model::paths::Area;
use crate::platform::{media, page};
use crate::presence::Feed;
use crate::reactive::{Live, State, callback, effect, memo};

/// The room with this id, or the word that it is none of the reader's.
#[component]
pub(super) fn OpenRoom(area: Area, id: RoomId) -> Drawn {
    let conversation = use_messages(id);
    let rooms = use_chat().rooms();
    let me = use_session().user_id_untracked();
    let is_out_of_reach = memo(move || {
        let listed = rooms.with(|rooms| Some(rooms.value.as_ref()?.iter().any(|room| room.id == id)));
        conversation.with(|conversation| is_out_of_reach(listed, conversation))
    });
    draw! {
        {move || match me {
            Some(me) if !is_out_of_reach.get() => draw! { <Room area id me conversation /> },
            _ => draw! { <RoomNotFound area /> },
        }}
    }
}

#[component]
fn Room(area: Area, id: RoomId, me: UserId, conversation: Live<Conversation>) -> Drawn {
    let chat = use_chat();
    let rooms = chat.rooms();
    let name = memo(move || rooms.with(|rooms| name_of(id, rooms)));
    let others = memo(move || {
        rooms.with(|rooms| {
            let room = rooms.value.as_ref()?.iter().find(|room| room.id == id)?;
            Some(room.others(me).cloned().collect::<Vec<_>>())
        })
    });
    let is_old = memo(move || {
        conversation.with(|conversation| conversation.is_loaded() && conversation.failure.is_some())
    });
    let follows = State::new(true);
    let actions = LogActions {
        load_older: callback(move |()| chat.load_older(id)),
        reload: callback(move |()| chat.refresh(Feed::Messages(id))),
        send_again: callback(move |key| chat.send_again(id, key)),
        discard: callback(move |key| chat.discard(id, key)),
    };
    let send = callback(move |content| {
        follows.set(true);
        chat.send(id, content);
    });
    let takes_focus = media::suits_typing();
    if !takes_focus {
        // The link that led here may be out of sight now, and the focus with it.
        effect(move || page::focus(&format!("#{TITLE_ID}")));
    }
    draw! {
        <section class="sheet conversation" aria-labelledby=TITLE_ID>
            <ConversationHead name others chat me area />
            <p class="conversation__note" role="status">
                {move || {
                    let words = if is_old.get() { "Messages could not be refreshed. Trying again." } else { "" };
                    words.to_owned()
                }}
            </p>
            <MessageLog
                conversation
                chat
                me
                follows
                audience=memo(move || others.with(|others| audience(others.as_deref())))
                actions
            />
            <Composer
                draft=chat.draft(id)
                placeholder=memo(move || name.with(|name| invitation(name.as_deref())))
                takes_focus
                on_draft=callback(move |text| chat.set_draft(id, text))
                on_send=send
            />
        </section>
    }
}
