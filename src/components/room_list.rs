//! Rooms, each a link to its conversation.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::avatar::{Avatar, AvatarSize};
use super::badge::UnreadBadge;
use super::rows::{RowList, Rows};
use super::time_label::{TimeFormat, TimeLabel};
use crate::chat::room_preview::preview;
use crate::dom::Drawn;
use crate::model::ids::{RoomId, UserId};
use crate::model::paths::Area;
use crate::model::room::Room;
use crate::model::user::User;
use crate::reactive::{Live, memo, memo_after};
use crate::store::ChatStore;

/// A list of rooms. A change of one room redraws that room.
#[component]
pub fn RoomList(
    /// The rooms, in order.
    rooms: Live<Vec<Room>>,
    /// Where people's status and unsent messages are known.
    chat: ChatStore,
    /// The signed-in person.
    me: UserId,
    /// Where the links lead.
    area: Area,
    /// The room that is open.
    #[prop(optional)]
    current: Option<Live<Option<RoomId>>>,
) -> Drawn {
    let item = move |id: &RoomId| {
        let id = *id;
        let find = move || rooms.with(|rooms| rooms.iter().find(|room| room.id == id).cloned());
        // A room that has just gone is shown as it was until its row is gone, too.
        let room =
            memo_after(move |before: Option<&Option<Room>>| find().or_else(|| before.cloned().flatten()));
        draw! { <RoomItem id room chat me area current /> }
    };
    draw! {
        <ul class="room-list" role="list">
            <Rows in_slices=true each=Box::new(move || {
                let ids = rooms.with(|rooms| rooms.iter().map(|room| room.id).collect());
                RowList::new(ids, RoomId::clone, item)
            }) />
        </ul>
    }
}

#[component]
fn RoomItem(
    id: RoomId,
    room: Live<Option<Room>>,
    chat: ChatStore,
    me: UserId,
    area: Area,
    current: Option<Live<Option<RoomId>>>,
) -> Drawn {
    let conversation = chat.conversation(id);
    let is_current = memo(move || current.is_some_and(|current| current.get() == Some(id)));
    let name = memo(move || room.with(|room| room.as_ref().map(|room| room.name.clone())));
    let time =
        memo(move || room.with(|room| room.as_ref()?.last_message.as_ref().map(|last| last.timestamp)));
    let line = memo(move || {
        room.with(|room| {
            let room = room.as_ref()?;
            Some(conversation.with(|conversation| preview(room, me, &conversation.outbox)))
        })
    });
    let unread = memo(move || {
        // What arrives in the open room is being read.
        if is_current.get() { 0 } else { room.with(|room| room.as_ref().map_or(0, |room| room.unread_count)) }
    });
    draw! {
        <li>
            <a
                class=move || if unread.get() == 0 { "room" } else { "room room--unread" }
                href=area.room(id)
                aria-current=move || is_current.get().then_some("page")
            >
                <span class="room__name truncate" dir="auto">{move || name.get().unwrap_or_default()}</span>
                <Faces room chat me />
                {move || time.get().map(|time| draw! { <TimeLabel time writing=TimeFormat::Recent class="room__time" /> })}
                <span class="room__preview truncate" dir="auto">{move || line.get().unwrap_or_default()}</span>
                <UnreadBadge count=unread class="room__badge" />
            </a>
        </li>
    }
}

/// The person one talks to, or two of those whom one talks to.
#[component]
fn Faces(room: Live<Option<Room>>, chat: ChatStore, me: UserId) -> Drawn {
    let name = memo(move || room.with(|room| room.as_ref().map(|room| room.name.clone())));
    let faces = memo(move || room.with(|room| room.as_ref().map(|room| room.faces(me)).unwrap_or_default()));
    let avatar = move |user: User, size: AvatarSize| {
        // The dot says whose it is, unless the room is called after that person.
        let named = name.with(|name| name.as_deref() != Some(&*user.display_name));
        draw! { <Avatar user chat size named /> }
    };
    draw! {
        {move || {
            let faces = faces.get();
            let (class, size) = match faces.len() {
                2 => ("room__faces avatar-pair", AvatarSize::Tiny),
                _ => ("room__faces", AvatarSize::Medium),
            };
            draw! {
                <span class=class>{faces.into_iter().map(|user| avatar(user, size)).collect::<Vec<_>>()}</span>
            }
        }}
    }
}
