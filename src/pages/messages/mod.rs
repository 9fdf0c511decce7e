//! Messages: the rooms, and the one that is open.

mod messages_page;
mod no_room;
mod open_room;
mod room_not_found;
mod rooms_pane;

pub use messages_page::MessagesPage;
