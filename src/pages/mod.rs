//! One file or folder a route.

pub mod admin_home;
pub mod dashboard_home;
pub mod login;
pub mod messages;
pub mod not_found;
pub mod own_home;

pub use admin_home::AdminHome;
pub use dashboard_home::DashboardHome;
pub use login::Login;
pub use messages::MessagesPage;
pub use not_found::NotFound;
pub use own_home::OwnHome;
