//! Rooms and conversations.

pub mod composer;
pub mod conversation_head;
pub mod log_actions;
pub mod log_lines;
pub mod log_scroll;
pub mod message;
pub mod message_log;
pub mod new_messages_button;
pub mod no_rooms;
pub mod older_messages;
pub mod room_list;
pub mod room_people;
pub mod unsent_message;

pub use composer::Composer;
pub use conversation_head::ConversationHead;
pub use log_actions::LogActions;
pub use message_log::MessageLog;
pub use no_rooms::NoRooms;
pub use room_list::RoomList;
