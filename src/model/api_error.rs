//! Why a request failed. Each class has its own way on, so they are told apart once, here.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A class of failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ApiError {
    /// The server was not reached: no network, no server, or a cross-origin refusal.
    #[error("the server can't be reached")]
    Offline,
    /// No reply in time.
    #[error("the server took too long to answer")]
    Timeout,
    /// 401, and no new access token was to be had.
    #[error("your session has ended")]
    Unauthorised,
    /// 403.
    #[error("you are not allowed to do this")]
    Forbidden,
    /// 404, 405 or 501: the backend has no such thing.
    #[error("not found on the server")]
    NotFound,
    /// 429, or a 503 that says how long.
    #[error("the server asks for some patience")]
    RateLimited {
        /// The reply's `Retry-After`.
        retry_after: Option<Duration>,
    },
    /// Any other 4xx: the request itself was refused, with the server's own words where it had some.
    #[error("{0}")]
    Rejected(String),
    /// 5xx.
    #[error("the server has a problem")]
    Server,
    /// The page was closed while this was under way; how it ended is not known.
    #[error("this was not sent yet when the page was closed")]
    Interrupted,
    /// A reply that could not be read, an HTML page for example.
    #[error("the server's answer could not be read")]
    Malformed,
    /// A list of which nothing could be read: other ids (UUIDs), other names of fields.
    #[error("the server's answers don't fit this app")]
    Incompatible,
}

impl ApiError {
    /// Whether it was the network's: nothing came back from the backend.
    #[must_use]
    pub fn is_network(&self) -> bool {
        matches!(self, Self::Offline | Self::Timeout)
    }

    /// Whether the backend may have acted on the request all the same.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        match self {
            // A 503, perhaps, of somebody in between.
            Self::RateLimited { retry_after } => retry_after.is_some(),
            Self::Offline | Self::Timeout | Self::Server | Self::Malformed | Self::Interrupted => true,
            _ => false,
        }
    }

    /// The failure that an HTTP status stands for; `None` for 2xx and 3xx.
    #[must_use]
    pub fn from_status(status: u16, retry_after: Option<Duration>, words: Option<String>) -> Option<Self> {
        Some(match status {
            0..=399 => return None,
            401 => Self::Unauthorised,
            403 => Self::Forbidden,
            404 | 405 | 501 => Self::NotFound,
            408 => Self::Timeout,
            429 => Self::RateLimited { retry_after },
            503 if retry_after.is_some() => Self::RateLimited { retry_after },
            400..=499 => Self::Rejected(words.unwrap_or_else(|| "the server refused this".to_owned())),
            _ => Self::Server,
        })
    }

    /// The heading for a person: the failure with a capital letter.
    #[must_use]
    pub fn headline(&self) -> String {
        self.sentence().trim_end_matches('.').to_owned()
    }

    /// The sentence for a person: the failure with a capital letter and a full stop.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut words = self.to_string();
        if let Some(first) = words.get_mut(0..1) {
            first.make_ascii_uppercase();
        }
        if !words.ends_with(['.', '!', '?', '…']) {
            words.push('.');
        }
        words
    }
}
