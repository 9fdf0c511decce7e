//! One file or folder a route.

pub mod admin_home;
pub mod dashboard_home;
pub mod home_redirect;
pub mod login;
pub mod messages;
pub mod not_found;

pub use admin_home::AdminHome;
pub use dashboard_home::DashboardHome;
pub use home_redirect::HomeRedirect;
pub use login::Login;
pub use messages::{MessagesPage, NoRoom, RoomPage};
pub use not_found::NotFound;
