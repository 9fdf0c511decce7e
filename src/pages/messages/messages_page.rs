//! The page around all rooms: the list of them, and beside it the one that is open.

use std::time::Duration;

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::no_room::NoRoom;
use super::open_room::OpenRoom;
use super::room_not_found::RoomNotFound;
use super::rooms_pane::RoomsPane;
use crate::chat::open_room::name_of;
use crate::components::rows::{RowList, Rows};
use crate::dom::Drawn;
use crate::hooks::{use_navigation, use_rooms, use_title};
use crate::model::ids::RoomId;
use crate::model::paths::Area;
use crate::platform::{page, timers};
use crate::reactive::{Live, effect, memo};

/// The messages page. On narrow screens the list and the room take turns.
#[component]
pub fn MessagesPage(
    /// Whose messages page it is.
    area: Area,
) -> Drawn {
    let rooms = use_rooms();
    let path = use_navigation().path();
    let asked_for =
        memo(move || path.with(|path| area.room_in(path).map(|room| room.parse::<RoomId>().ok())));
    let current = memo(move || asked_for.get().flatten());
    // Each is a page of its own: nothing of one room is left when another is opened.
    let pane = move |room: &Option<Option<RoomId>>| match *room {
        None => draw! { <NoRoom /> },
        Some(None) => draw! { <RoomNotFound area /> },
        Some(Some(id)) => draw! { <OpenRoom area id /> },
    };
    let name = memo(move || current.get().and_then(|id| rooms.with(|rooms| name_of(id, rooms))));
    use_title(move || name.get().unwrap_or_else(|| "Messages".to_owned()));
    keep_focus(area, current);
    draw! {
        <div class="messages" data-pane=move || Some(if asked_for.get().is_some() { "conversation" } else { "rooms" })>
            <h1 class="visually-hidden">"Messages"</h1>
            <RoomsPane rooms area current />
            <Rows each=Box::new(move || RowList::new(vec![asked_for.get()], |room| *room, pane)) />
        </div>
    }
}

/// Where a room is left for the list, what had the focus may go with it: then the room's link has it next.
fn keep_focus(area: Area, current: Live<Option<RoomId>>) {
    let pending = StoredValue::new_local(None);
    let mut before = None;
    effect(move || {
        let now = current.get();
        if let (Some(left), None) = (std::mem::replace(&mut before, now), now) {
            let link = format!(".rooms a[href='{}']", area.room(left));
            // The room goes after this, yet before any timer.
            pending.set_value(Some(timers::after(Duration::ZERO, move || page::focus_if_lost(&link))));
        }
    });
}
