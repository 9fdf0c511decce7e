//! The page around all rooms: the list of them, and beside it the one that is open.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use super::rooms_pane::RoomsPane;
use crate::chat::open_room::name_of;
use crate::hooks::{use_rooms, use_title};
use crate::model::ids::RoomId;
use crate::model::paths::Area;
use crate::platform::page;
use crate::platform::timers::after;

/// The messages page. On narrow screens the list and the room take turns.
#[component]
pub fn MessagesPage(
    /// Whose messages page it is.
    area: Area,
) -> impl IntoView {
    let rooms = use_rooms();
    let pathname = use_location().pathname;
    let asked_for = move || pathname.with(|path| area.room_in(&page::without_base(path)).map(str::to_owned));
    let current = Memo::new(move |_| asked_for()?.parse::<RoomId>().ok());
    let name = Memo::new(move |_| current.get().and_then(|id| rooms.with(|rooms| name_of(id, rooms))));
    use_title(move || name.get().unwrap_or_else(|| "Messages".to_owned()));
    keep_focus(area, current);
    let pane = move || if asked_for().is_some() { "conversation" } else { "rooms" };
    view! {
        <div class="messages" data-pane=pane>
            <h1 class="visually-hidden">"Messages"</h1>
            <RoomsPane area current />
            <Outlet />
        </div>
    }
}

/// Where a room is left for the list, what had the focus may go with it: then the room's link has it next.
fn keep_focus(area: Area, current: Memo<Option<RoomId>>) {
    let pending = StoredValue::new_local(None);
    Effect::new(move |before: Option<Option<RoomId>>| {
        let now = current.get();
        if let (Some(Some(left)), None) = (before, now) {
            let link = format!(".rooms a[href='{}']", page::href(&area.room(left)));
            // The room goes after this, yet before any timer.
            pending.set_value(Some(after(Duration::ZERO, move || page::focus_if_lost(&link))));
        }
        now
    });
}
