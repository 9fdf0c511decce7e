//! Who is online: the dot, why it says what it says, and what is said while that isn't known.

pub mod diagnostics;
pub mod online_status_indicator;
pub mod stale_notice;
pub mod status_card;

pub use diagnostics::DiagnosticsDialog;
pub use online_status_indicator::OnlineStatusIndicator;
pub use stale_notice::StaleNotice;
pub use status_card::StatusCard;
