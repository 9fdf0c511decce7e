//! The layouts: what stays on screen while the pages inside change. Those of the two areas run the heartbeat.

pub mod admin;
pub mod dashboard;
pub mod diagnostics;
pub mod main_focus;
pub mod own;
pub mod restore_gate;
pub mod session_gate;
pub mod shell;

pub use admin::AdminLayout;
pub use dashboard::DashboardLayout;
pub use main_focus::MainFocus;
pub use own::OwnLayout;
pub use restore_gate::RestoreGate;
