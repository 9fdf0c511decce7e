//! The parts of pages: props in, callbacks out. Those of `ui` know no store; the others find theirs in the context.

pub mod chat;
pub mod people;
pub mod presence;
pub mod ui;

pub use presence::OnlineStatusIndicator;
