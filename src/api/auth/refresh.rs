//! One refresh: the same refresh token, sent once more while no answer comes.
//!
//! Where refresh tokens rotate, the first try that arrives uses the token up, and only its answer brings the next one.
//! So no try is given up for a later one: all are waited for, and a refusal counts only when no other answer can come.

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, pending, select};
use futures_util::stream::{FuturesUnordered, StreamExt};
use serde_json::json;

use super::{post, read_tokens};
use crate::api::dto::{self, Tokens};
use crate::api::transport::{HttpResponse, Transport};
use crate::model::api_error::ApiError;
use crate::platform::Platform;
use crate::presence::backoff::Jitter;

/// How long all tries together are waited for: less than the 20 s for which other tabs wait for their turn.
const TIMEOUT: Duration = Duration::from_secs(18);

/// After how long without an answer the next try is sent, with jitter.
const RETRY_AFTER: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(4));

/// How many tries there are at the most.
const MAX_TRIES: usize = 5;

/// Gets new tokens for `token`; fails with [`ApiError::Unauthorised`] where it gives none any more.
pub(super) async fn refresh(
    transport: &dyn Transport,
    platform: &dyn Platform,
    token: &str,
) -> Result<Tokens, ApiError> {
    let body = json!({ "refresh": token }).to_string();
    let send = |timeout| transport.exchange(post("/api/token/refresh/", body.clone(), timeout));
    let mut jitter = Jitter::new(platform.seed());
    let mut pause = || platform.sleep(jitter.between(RETRY_AFTER.0, RETRY_AFTER.1));

    let started = platform.now().uptime;
    let mut tries = FuturesUnordered::from_iter([send(TIMEOUT)]);
    let mut sent = 1;
    let mut retry = pause();
    let mut lost = ApiError::Timeout;
    let mut refusal = None;
    loop {
        match select(tries.next(), &mut retry).await {
            Either::Left((None, _)) => return Err(refusal.unwrap_or(lost)),
            Either::Left((Some(response), _)) => match response.and_then(|response| read(&response)) {
                Ok(tokens) => return Ok(tokens),
                Err(error) if error.is_network() => lost = error,
                // Of all that a backend may say against it, that the token is used up counts most.
                Err(_) if refusal == Some(ApiError::Unauthorised) => {}
                Err(error) => refusal = Some(error),
            },
            Either::Right(_) => {
                let left = TIMEOUT.saturating_sub(platform.now().uptime.saturating_sub(started));
                if refusal.is_some() || sent == MAX_TRIES || left.is_zero() {
                    retry = pending().boxed_local();
                } else {
                    tries.push(send(left));
                    sent += 1;
                    retry = pause();
                }
            }
        }
    }
}

/// Reads an answer. What doesn't speak of the token is a firewall's, a proxy's or a captive portal's, and says nothing against it.
fn read(response: &HttpResponse) -> Result<Tokens, ApiError> {
    read_tokens(response).map_err(|error| match error {
        ApiError::Rejected(_) | ApiError::Forbidden | ApiError::NotFound => {
            if dto::refuses_token(&response.body) { ApiError::Unauthorised } else { ApiError::Server }
        }
        error => error,
    })
}
