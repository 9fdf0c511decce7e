//! One HTTP exchange, whatever carries it.

use chrono::{DateTime, Utc};
use std::time::Duration;

use super::port::ApiFuture;

/// How long a reply may take. Less than half of the shortest time in which the engine would give a request up by itself.
pub const TIMEOUT: Duration = Duration::from_secs(15);

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// The path below the base address, with the query.
    pub path: String,
    /// The JSON body of a POST; `None` makes it a GET.
    pub body: Option<String>,
    /// The access token.
    pub bearer: Option<String>,
    /// The `ETag` of a reply that is here already: the same again may come as a 304 without a body.
    pub etag: Option<String>,
    /// How long its reply may take, usually [`TIMEOUT`].
    pub timeout: Duration,
}

/// What came back. The body is empty where the status says that it doesn't matter, or where it is longer than any that makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After`.
    pub retry_after: Option<Duration>,
    /// The header `ETag`, where the browser lets it be read.
    pub etag: Option<String>,
    /// The header `Date`, where the browser lets it be read.
    pub date: Option<DateTime<Utc>>,
    /// The body.
    pub body: String,
}

/// Carries one exchange.
///
/// Fails with [`Offline`](crate::model::api_error::ApiError::Offline) or
/// [`Timeout`](crate::model::api_error::ApiError::Timeout) only: a status is not its concern.
pub trait Transport {
    /// Sends `request`. Dropping the answer gives the request up.
    fn exchange(&self, request: HttpRequest) -> ApiFuture<HttpResponse>;
}
