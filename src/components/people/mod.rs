//! People: their pictures, lists and tables of them, and the menu of the one who is signed in.

pub mod account_menu;
pub mod avatar;
pub mod people_list;
pub mod people_table;
pub mod role_badge;

pub use account_menu::AccountMenu;
pub use avatar::{Avatar, AvatarSize};
pub use people_list::PeopleList;
pub use people_table::PeopleTable;
pub use role_badge::RoleBadge;
