//! What the product asks of a backend, in the domain's words.

use chrono::{DateTime, Utc};
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;

use crate::model::api_error::ApiError;
use crate::model::ids::RoomId;
use crate::model::message::{Message, MessageCursor};
use crate::model::user::User;
use crate::platform::Guard;
use crate::presence::{Received, Request};

/// A reply that is on its way. Dropping it gives the request up.
pub type ApiFuture<T> = LocalBoxFuture<'static, Result<T, ApiError>>;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The person wanted to leave.
    ByChoice,
    /// The backend no longer knows it.
    Expired,
}

/// A backend. Bring your own where yours doesn't speak the contract: nothing else in the library knows HTTP.
///
/// Every answer comes in bounded time, a failure if need be.
/// [`ApiError::Unauthorised`] means that the session is over; expired access tokens are this port's own concern.
pub trait Api {
    /// Whether there is a session to take up again, after a reload for example.
    fn has_session(&self) -> bool;

    /// Starts a session.
    fn sign_in(&self, username: &str, password: &str) -> ApiFuture<()>;

    /// Forgets the session, which ends in this way.
    fn sign_out(&self, end: SessionEnd);

    /// How the session was ended by another tab, if it was.
    fn ended_elsewhere(&self) -> Option<SessionEnd> {
        None
    }

    /// Calls `changed` when another tab has begun or ended a session, where tabs share it.
    fn watch_session(&self, changed: Rc<dyn Fn()>) -> Guard {
        drop(changed);
        Box::new(())
    }

    /// Calls `answered`, of which there is one, whenever the backend has answered something that was not asked through this
    /// port, a request for a new access token: it can be reached.
    fn watch_answers(&self, answered: Rc<dyn Fn()>) {
        drop(answered);
    }

    /// The backend's time when it sent the newest reply, to the second (`Date` of RFC 9110); `None` where it says nothing, or
    /// where there was no reply since this was last asked.
    fn date(&self) -> Option<DateTime<Utc>> {
        None
    }

    /// The person whose session it is.
    fn me(&self) -> ApiFuture<User>;

    /// What the engine asks. `now` is the local clock's, which a heartbeat tells; `page` is the part of a room's messages
    /// that is wanted. A list comes as the same one, not an equal one, where the backend says that nothing changed: then
    /// nobody looks through it.
    fn fetch(&self, request: Request, now: DateTime<Utc>, page: MessageCursor) -> ApiFuture<Received>;

    /// Sends a message; gives it back as the backend took it.
    fn send_message(&self, room: RoomId, content: &str) -> ApiFuture<Message>;
}
