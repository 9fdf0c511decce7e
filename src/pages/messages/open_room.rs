//! The room that is open.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::room_not_found::RoomNotFound;
use super::use_area;
use crate::components::composer::Composer;
use crate::components::conversation_head::{ConversationHead, TITLE_ID};
use crate::components::message_log::{LogActions, MessageLog};
use crate::domain::conversation::Conversation;
use crate::domain::ids::{RoomId, UserId};
use crate::domain::open_room::{audience, invitation, is_out_of_reach, name_of};
use crate::domain::presence::Feed;
use crate::hooks::{use_chat, use_messages, use_session};
use crate::platform::{media, page};

/// The room of the address. Each room is a page of its own: nothing of one is left when another is opened.
#[component]
pub fn OpenRoom() -> impl IntoView {
    let area = use_area();
    let params = use_params_map();
    // Without the parameter the route is being left: there is nothing to show any more.
    let address =
        Memo::new(move |_| params.with(|params| params.get("room").map(|room| room.parse::<RoomId>().ok())));
    let page = move |room: Option<RoomId>| match room {
        Some(id) => view! { <RoomPage id /> }.into_any(),
        None => view! { <RoomNotFound area /> }.into_any(),
    };
    view! { <For each=move || address.get() key=Option::clone children=page /> }
}

#[component]
fn RoomPage(id: RoomId) -> impl IntoView {
    let area = use_area();
    let conversation = Signal::from(use_messages(id));
    let rooms = use_chat().rooms();
    let me = use_session().user_id_untracked();
    let is_out_of_reach = Memo::new(move |_| {
        let listed = rooms.with(|rooms| Some(rooms.value.as_ref()?.iter().any(|room| room.id == id)));
        conversation.with(|conversation| is_out_of_reach(listed, conversation))
    });
    move || match me {
        Some(me) if !is_out_of_reach.get() => view! { <Room id me conversation /> }.into_any(),
        _ => view! { <RoomNotFound area /> }.into_any(),
    }
}

#[component]
fn Room(id: RoomId, me: UserId, conversation: Signal<Conversation>) -> impl IntoView {
    let chat = use_chat();
    let area = use_area();
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
    if !takes_focus {
        // The link that led here may be out of sight now, and the focus with it.
        Effect::new(move |_| page::focus(&format!("#{TITLE_ID}")));
    }
    view! {
        <section class="sheet conversation" aria-labelledby=TITLE_ID>
            <ConversationHead name=name.into() others=others.into() chat me area />
            <p class="conversation__note" role="status">
                {move || is_old.get().then_some("Messages could not be refreshed. Trying again.")}
            </p>
            <MessageLog
                conversation
                chat
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
