//! What one tab learns from another.

use std::time::Duration;

use super::request::{Reply, Request};
use crate::model::api_error::ApiError;

/// Something that another tab of the same person told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerUpdate {
    /// What it asked the backend.
    pub request: Request,
    /// How long ago.
    pub sent_ago: Duration,
    /// What came of it.
    pub outcome: Outcome,
}

/// How far a request of another tab has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has just been sent.
    Asked,
    /// It was answered, or failed.
    Replied {
        /// How long from now that tab will ask again.
        next_in: Duration,
        /// The answer.
        result: Result<Reply, ApiError>,
    },
}
