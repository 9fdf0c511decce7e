//! What a person, or a component on their behalf, wants done.

use std::fmt;
use std::rc::Rc;

use crate::model::ids::{RoomId, UserId};
use crate::presence::Event;

/// An order to the runtime.
#[derive(Clone, PartialEq, Eq)]
pub enum Command {
    /// For the presence engine.
    Presence(Event),
    /// Find out why a person's dots say what they say.
    Explain(UserId),
    /// Start a session.
    SignIn {
        /// As typed.
        username: String,
        /// As typed.
        password: String,
    },
    /// End the session.
    SignOut,
    /// Try again to take up the session of before the reload.
    Restore,
    /// Ask for the messages before those that are here.
    LoadOlder(RoomId),
    /// Send a message.
    Send(RoomId, String),
    /// Send a message again that has failed.
    SendAgain(RoomId, u64),
    /// Drop a message that has failed.
    Discard(RoomId, u64),
    /// Keep what stands in a room's composer.
    KeepDraft(RoomId, String),
    /// Tell the numbers of the diagnostics.
    Report,
    /// Begin a trace of what the presence engine is told.
    Record,
    /// Tell how far the trace is.
    Progress,
    /// End the trace, and tell it.
    StopRecording,
}

impl fmt::Debug for Command {
    /// Names the command only: its contents are nobody's business.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Presence(_) => "Presence",
            Self::Explain(_) => "Explain",
            Self::SignIn { .. } => "SignIn",
            Self::SignOut => "SignOut",
            Self::Restore => "Restore",
            Self::LoadOlder(_) => "LoadOlder",
            Self::Send(..) => "Send",
            Self::SendAgain(..) => "SendAgain",
            Self::Discard(..) => "Discard",
            Self::KeepDraft(..) => "KeepDraft",
            Self::Report => "Report",
            Self::Record => "Record",
            Self::Progress => "Progress",
            Self::StopRecording => "StopRecording",
        })
    }
}

/// Takes commands to whoever performs them.
pub type Dispatch = Rc<dyn Fn(Command)>;
