//! What is on screen, as signals: read-only outside, changed by methods.
//!
//! The stores hold no logic and send no request. What a person does goes to [`Actions`], which the runtime performs.

pub mod actions;
pub mod chat;
pub mod diagnostics;
pub mod dot_registry;
pub mod session;
pub mod settings;

pub use actions::Actions;
pub use chat::ChatStore;
pub use diagnostics::DiagnosticsStore;
pub use session::{SessionState, SessionStore, SignedOutReason};
pub use settings::SettingsStore;
