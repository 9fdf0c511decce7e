//! What the client needs of a session.

use std::rc::Rc;

use crate::api::port::{ApiFuture, SessionEnd};
use crate::platform::Guard;

/// Where access tokens come from. [`JwtTokens`](super::JwtTokens) is SimpleJWT's way; bring your own for another.
pub trait TokenSource {
    /// The access token, if there is one that may still be good.
    fn access(&self) -> Option<String>;

    /// Gets a new access token; fails with [`ApiError::Unauthorised`](crate::model::api_error::ApiError::Unauthorised) when the session is over.
    fn refresh(&self) -> ApiFuture<()>;

    /// Whether there is a session.
    fn has_session(&self) -> bool;

    /// Starts a session.
    fn sign_in(&self, username: &str, password: &str) -> ApiFuture<()>;

    /// Forgets the session, which ends in this way.
    fn forget(&self, end: SessionEnd);

    /// How the session was ended by another tab, if it was.
    fn ended_elsewhere(&self) -> Option<SessionEnd> {
        None
    }

    /// Calls `changed` when another tab has begun or ended a session.
    fn watch(&self, changed: Rc<dyn Fn()>) -> Guard {
        drop(changed);
        Box::new(())
    }

    /// Calls `answered`, of which there is one, whenever a refresh has brought a new access token: the backend can be reached.
    fn watch_refreshes(&self, answered: Rc<dyn Fn()>) {
        drop(answered);
    }
}
