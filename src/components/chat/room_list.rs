//! Rooms, each a link to its conversation.

use leptos::prelude::*;

use crate::chat::room_preview::preview;
use crate::components::people::{Avatar, AvatarSize};
use crate::components::ui::{TimeFormat, TimeLabel, UnreadBadge};
use crate::hooks::use_slices;
use crate::model::ids::{RoomId, UserId};
use crate::model::room::Room;
use crate::model::user::User;
use crate::platform::page::keep_focus;
use crate::store::ChatStore;

/// A list of rooms. A change of one room redraws that room.
#[component]
pub fn RoomList(
    /// The rooms, in order.
    #[prop(into)]
    rooms: Signal<Vec<Room>>,
    /// The signed-in person.
    me: UserId,
    /// The address of a room.
    #[prop(into)]
    href: Callback<RoomId, String>,
    /// The room that is open.
    #[prop(optional, into)]
    current: Signal<Option<RoomId>>,
) -> impl IntoView {
    let ids = Memo::new(move |_| rooms.with(|rooms| rooms.iter().map(|room| room.id).collect::<Vec<_>>()));
    let ids = use_slices(ids.into());
    let in_order = move || {
        keep_focus();
        ids.get()
    };
    view! {
        <ul class="room-list" role="list">
            <For each=in_order key=|id| *id let:id>
                <RoomItem id room=room_of(rooms, id) me href=href.run(id) current />
            </For>
        </ul>
    }
}

/// The room with this id. One that has just gone is shown as it was until its row is gone, too.
fn room_of(rooms: Signal<Vec<Room>>, id: RoomId) -> Memo<Option<Room>> {
    Memo::new(move |before: Option<&Option<Room>>| {
        let now = rooms.with(|rooms| rooms.iter().find(|room| room.id == id).cloned());
        now.or_else(|| before.cloned().flatten())
    })
}

#[component]
fn RoomItem(
    id: RoomId,
    room: Memo<Option<Room>>,
    me: UserId,
    href: String,
    current: Signal<Option<RoomId>>,
) -> impl IntoView {
    let conversation = expect_context::<ChatStore>().conversation(id);
    let is_current = Memo::new(move |_| current.get() == Some(id));
    let of_room = move |read: fn(&Room) -> Option<String>| {
        Memo::new(move |_| room.with(|room| room.as_ref().and_then(read)).unwrap_or_default())
    };
    let name = of_room(|room| Some(room.name.clone()));
    let time =
        Memo::new(move |_| room.with(|room| room.as_ref()?.last_message.as_ref().map(|last| last.timestamp)));
    let line = Memo::new(move |_| {
        room.with(|room| {
            let room = room.as_ref()?;
            Some(conversation.with(|conversation| preview(room, me, &conversation.outbox)))
        })
    });
    let unread = Memo::new(move |_| {
        // What arrives in the open room is being read.
        if is_current.get() { 0 } else { room.with(|room| room.as_ref().map_or(0, |room| room.unread_count)) }
    });
    let time_label = move || {
        let time = time.get()?;
        Some(view! { <TimeLabel time format=TimeFormat::Recent class="room__time" /> })
    };
    view! {
        <li>
            <a
                class="room"
                class:room--unread=move || unread.get() != 0
                href=href
                aria-current=move || is_current.get().then_some("page")
            >
                <span class="room__name truncate" dir="auto">
                    {name}
                </span>
                <Faces room name me />
                {time_label}
                <span class="room__preview truncate" dir="auto">
                    {move || line.get()}
                </span>
                <UnreadBadge count=unread class="room__badge" />
            </a>
        </li>
    }
}

/// The person one talks to, or two of those whom one talks to.
#[component]
fn Faces(room: Memo<Option<Room>>, name: Memo<String>, me: UserId) -> impl IntoView {
    let faces =
        Memo::new(move |_| room.with(|room| room.as_ref().map(|room| room.faces(me)).unwrap_or_default()));
    let is_pair = move || faces.with(Vec::len) == 2;
    move || {
        let size = if is_pair() { AvatarSize::Tiny } else { AvatarSize::Medium };
        // Where the room is called after somebody, the dot needn't say whose it is.
        let avatar = |user: User| {
            let named = name.with(|name| **name != *user.display_name);
            view! { <Avatar user size named /> }
        };
        view! {
            <span class="room__faces" class:avatar-pair=is_pair()>
                {faces.get().into_iter().map(avatar).collect_view()}
            </span>
        }
    }
}
