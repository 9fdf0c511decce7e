//! What one tab learns from another.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::request::{Reply, Request};
use crate::model::api_error::ApiError;
use crate::model::time::nanos;

/// Something that another tab of the same person told: with whole replies on the way from tab to tab, with what the
/// engine needs to know of them after that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerUpdate<T = Reply> {
    /// What it asked the backend.
    pub request: Request,
    /// How long ago.
    #[serde(with = "nanos")]
    pub sent_ago: Duration,
    /// What came of it.
    pub outcome: Outcome<T>,
}

/// How far a request of another tab has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome<T = Reply> {
    /// It has just been sent.
    Asked,
    /// It was answered, or failed.
    Replied {
        /// How long from now that tab will ask again.
        #[serde(with = "nanos")]
        next_in: Duration,
        /// The answer.
        result: Result<T, ApiError>,
    },
}
