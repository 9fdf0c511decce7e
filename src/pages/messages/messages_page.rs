//! The page around all rooms: the list of them, and beside it the one that is open.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use super::MessagesArea;
use super::rooms_pane::RoomsPane;
use crate::domain::ids::RoomId;
use crate::domain::open_room::name_of;
use crate::domain::route::Area;
use crate::hooks::{use_rooms, use_title};
use crate::platform::{page, timer};

/// The messages page. On narrow screens the list and the room take turns.
#[component]
pub fn MessagesPage(
    /// Whose messages page it is.
    area: Area,
) -> impl IntoView {
    provide_context(MessagesArea(area));
    let rooms = use_rooms();
    let path = use_location().pathname;
    let has_room = Memo::new(move |_| path.with(|path| area.room_in(path).is_some()));
    let current = Memo::new(move |_| path.with(|path| area.room_in(path)?.parse::<RoomId>().ok()));
    let name = Memo::new(move |_| current.get().and_then(|id| rooms.with(|rooms| name_of(id, rooms))));
    use_title(move || name.get().unwrap_or_else(|| "Messages".to_owned()));
    keep_focus(area, current);
    view! {
        <div class="messages" data-pane=move || if has_room.get() { "conversation" } else { "rooms" }>
            <h1 class="visually-hidden">"Messages"</h1>
            <RoomsPane rooms area current=current.into() />
            <Outlet />
        </div>
    }
}

/// Where a room is left for the list, what had the focus may go with it: then the room's link has it next.
fn keep_focus(area: Area, current: Memo<Option<RoomId>>) {
    let pending = StoredValue::new_local(None);
    Effect::new(move |before: Option<Option<RoomId>>| {
        let now = current.get();
        if let (Some(left), None) = (before.flatten(), now) {
            let link = format!(".rooms a[href='{}']", area.room(left));
            // The router takes the room away after this, yet before any timer.
            pending.set_value(Some(timer::after(Duration::ZERO, move || page::focus_if_lost(&link))));
        }
        now
    });
}
