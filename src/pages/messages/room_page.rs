//! The room that is open.

use leptos::html::H2;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::room_not_found::RoomNotFound;
use crate::chat::conversation::Conversation;
use crate::chat::open_room::{audience, invitation, is_out_of_reach, name_of};
use crate::components::chat::conversation_head::TITLE_ID;
use crate::components::chat::{Composer, ConversationHead, LogActions, MessageLog};
use crate::hooks::{use_chat, use_messages, use_session};
use crate::model::ids::{RoomId, UserId};
use crate::model::paths::Area;
use crate::platform::{media, page};
use crate::presence::Feed;

/// The room that the address asks for. The router keeps a view when only a parameter changes, so it is keyed: nothing
/// of one room is left when another is opened.
#[component]
pub fn RoomPage(
    /// Whose messages page it is on.
    area: Area,
) -> impl IntoView {
    let params = use_params_map();
    let room = Memo::new(move |_| params.with(|params| params.get("room")));
    view! {
        <For each=move || room.get() key=String::clone let:room>
            {match room.parse::<RoomId>() {
                Ok(id) => view! { <OpenRoom area id /> }.into_any(),
                Err(_) => view! { <RoomNotFound area /> }.into_any(),
            }}
        </For>
    }
}

/// The room with this id, or the word that it is none of the reader's.
#[component]
fn OpenRoom(area: Area, id: RoomId) -> impl IntoView {
    let conversation = use_messages(id);
    let rooms = use_chat().rooms();
    let me = use_session().user_id_untracked();
    let is_out_of_reach = Memo::new(move |_| {
        let listed = rooms.with(|rooms| Some(rooms.value.as_ref()?.iter().any(|room| room.id == id)));
        conversation.with(|conversation| is_out_of_reach(listed, conversation))
    });
    move || match me {
        Some(me) if !is_out_of_reach.get() => view! { <Room area id me conversation /> }.into_any(),
        _ => view! { <RoomNotFound area /> }.into_any(),
    }
}

#[component]
fn Room(area: Area, id: RoomId, me: UserId, conversation: Signal<Conversation>) -> impl IntoView {
    let chat = use_chat();
    let rooms = chat.rooms();
    let name = Memo::new(move |_| rooms.with(|rooms| name_of(id, rooms)));
    let others = Memo::new(move |_| {
        rooms.with(|rooms| {
            let room = rooms.value.as_ref()?.iter().find(|room| room.id == id)?;
            Some(room.others(me).cloned().collect::<Vec<_>>())
        })
    });
    let is_old = Memo::new(move |_| {
        conversation.with(|conversation| conversation.is_loaded() && conversation.failure.is_some())
    });
    let follows = RwSignal::new(true);
    let actions = LogActions {
        load_older: Callback::new(move |()| chat.load_older(id)),
        reload: Callback::new(move |()| chat.refresh(Feed::Messages(id))),
        send_again: Callback::new(move |key| chat.send_again(id, key)),
        discard: Callback::new(move |key| chat.discard(id, key)),
    };
    let send = Callback::new(move |content| {
        follows.set(true);
        chat.send(id, content);
    });
    let takes_focus = media::suits_typing();
    let heading = NodeRef::<H2>::new();
    if !takes_focus {
        // The link that led here may be out of sight now, and the focus with it.
        Effect::new(move |_| heading.get().map(|heading| heading.focus()));
    }
    let note = move || is_old.get().then_some("Messages could not be refreshed. Trying again.");
    view! {
        <section class="sheet conversation" aria-labelledby=TITLE_ID>
            <ConversationHead name others me back=page::href(area.messages()) heading />
            <p class="conversation__note" role="status">
                {note}
            </p>
            <MessageLog
                conversation
                me
                follows
                audience=Signal::derive(move || others.with(|others| audience(others.as_deref())))
                actions
            />
            <Composer
                draft=chat.draft(id)
                placeholder=Signal::derive(move || name.with(|name| invitation(name.as_deref())))
                takes_focus
                on_draft=Callback::new(move |text| chat.set_draft(id, text))
                on_send=send
            />
        </section>
    }
}
