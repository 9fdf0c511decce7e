//! Messages: the rooms, and the one that is open.

mod messages_page;
mod no_room;
mod open_room;
mod room_not_found;
mod rooms_pane;

pub use messages_page::MessagesPage;
pub use no_room::NoRoom;
pub use open_room::OpenRoom;

use leptos::prelude::*;

use crate::domain::route::Area;

/// The area that the page is in, for the pages inside it.
#[derive(Clone, Copy)]
struct MessagesArea(Area);

/// The area that the messages page of the context is in.
fn use_area() -> Area {
    expect_context::<MessagesArea>().0
}
