//! What tabs tell each other, as text.

use serde::{Deserialize, Serialize};

use crate::model::api_error::ApiError;
use crate::model::ids::UserId;
use crate::model::lenient::parse;
use crate::presence::{Outcome, PeerUpdate, Received};

/// What a tab asked the backend, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabMessage {
    /// Whose tab it is. Nobody else listens.
    pub user: UserId,
    /// What it tells.
    pub update: PeerUpdate<Received>,
}

impl TabMessage {
    /// Writes it. A failure that concerns one tab alone is told as the server's.
    #[must_use]
    pub fn write(mut self) -> String {
        if let Outcome::Replied { result: Err(failure), .. } = &mut self.update.outcome {
            *failure = shared(failure);
        }
        serde_json::to_string(&self).unwrap_or_default()
    }

    /// Reads one; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let message: Self = parse(text)?;
        let fits = match &message.update.outcome {
            Outcome::Replied { result: Ok(received), .. } => received.answers(message.update.request),
            _ => true,
        };
        fits.then_some(message)
    }
}

/// The failure as other tabs are told of it.
fn shared(failure: &ApiError) -> ApiError {
    match failure {
        ApiError::Offline
        | ApiError::Timeout
        | ApiError::Forbidden
        | ApiError::NotFound
        | ApiError::Malformed
        | ApiError::Incompatible => failure.clone(),
        // The server has said how long, and the teller asks next after that.
        ApiError::RateLimited { retry_after: Some(_) } => ApiError::RateLimited { retry_after: None },
        // Who was not told how long waits with jitter of their own.
        ApiError::RateLimited { retry_after: None }
        | ApiError::Unauthorised
        | ApiError::Rejected(_)
        | ApiError::Interrupted
        | ApiError::Server => ApiError::Server,
    }
}
