//! Messages: the rooms, and the one that is open.

mod messages_page;
mod no_room;
mod room_not_found;
mod room_page;
mod rooms_pane;

pub use messages_page::MessagesPage;
pub use no_room::NoRoom;
pub use room_page::RoomPage;
