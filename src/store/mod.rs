//! What is on screen, as signals: read-only outside, changed by methods.
//!
//! The stores hold no logic and send no request. What a person does goes out as a [`Command`], which
//! the runtime performs.

pub mod chat;
pub mod command;
pub mod diagnostics;
pub mod dot_registry;
pub mod session;
pub mod settings;

pub use chat::ChatStore;
pub use command::Command;
pub use diagnostics::DiagnosticsStore;
pub use session::{SessionState, SessionStore, SignedOutReason};
pub use settings::{SettingsStore, Theme};
