//! The layouts: what stays on screen while the pages inside change. Those of the two areas run the heartbeat.

pub mod address_bar;
pub mod admin;
pub mod dashboard;
pub mod diagnostics;
pub mod focus_on_navigate;
pub mod not_allowed;
pub mod plain;
pub mod require_auth;
pub mod session_restore;
pub mod shell;

pub use address_bar::AddressBar;
pub use admin::AdminLayout;
pub use dashboard::DashboardLayout;
pub use focus_on_navigate::FocusOnNavigate;
pub use plain::PlainLayout;
pub use require_auth::RequireAuth;
pub use session_restore::SessionRestore;
