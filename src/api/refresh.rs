//! One refresh: the same refresh token, sent once more while no answer comes.
//!
//! Where refresh tokens rotate, the first try that arrives uses the token up, and only its answer brings the next one.
//! So no try is given up for a later one: all are waited for, and a refusal counts only when no other answer can come.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_util::FutureExt;

use super::dto;
use super::port::ApiFuture;
use super::transport::{HttpRequest, HttpResponse, Transport};
use crate::model::api_error::ApiError;
use crate::platform::{Guard, Platform};
use crate::presence::backoff::Jitter;

/// How long all tries together are waited for: less than the 20 s for which other tabs wait for their turn.
const TIMEOUT: Duration = Duration::from_secs(18);

/// After how long without an answer the next try is sent; drawn by lot.
const AGAIN_AFTER: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(4));

/// How many tries there are at the most.
const MOST_TRIES: usize = 5;

/// Rings once, after a while.
#[derive(Default)]
struct Alarm {
    rang: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

struct Refresh<'a> {
    transport: &'a dyn Transport,
    platform: &'a dyn Platform,
    body: String,
    since: Duration,
    jitter: Jitter,
    /// Those that may still be answered.
    tries: Vec<ApiFuture<HttpResponse>>,
    sent: usize,
    /// What the backend said against it.
    refusal: Option<ApiError>,
    alarm: Rc<Alarm>,
    _timer: Option<Guard>,
}

/// Gets new tokens for `token`; fails with [`ApiError::Unauthorised`] where it gives none any more.
pub(super) async fn refresh(
    transport: &dyn Transport,
    platform: &dyn Platform,
    token: &str,
) -> Result<dto::Tokens, ApiError> {
    let mut refresh = Refresh {
        transport,
        platform,
        body: dto::object(&[("refresh", token)]),
        since: platform.now().uptime,
        jitter: Jitter::new(platform.seed()),
        tries: Vec::new(),
        sent: 0,
        refusal: None,
        alarm: Rc::default(),
        _timer: None,
    };
    refresh.send(TIMEOUT);
    poll_fn(|context| refresh.poll(context)).await
}

impl Refresh<'_> {
    fn send(&mut self, patience: Duration) {
        let path = "/api/token/refresh/".to_owned();
        let outgoing = HttpRequest { path, body: Some(self.body.clone()), tag: None, bearer: None, patience };
        self.tries.push(self.transport.exchange(outgoing));
        self.sent += 1;
        let alarm = Rc::new(Alarm::default());
        self.alarm = Rc::clone(&alarm);
        let ring = move || {
            alarm.rang.set(true);
            alarm.waker.take().into_iter().for_each(Waker::wake);
        };
        let wait = self.jitter.between(AGAIN_AFTER.0, AGAIN_AFTER.1);
        self._timer = Some(self.platform.after(wait, Box::new(ring)));
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<dto::Tokens, ApiError>> {
        loop {
            let mut last = ApiError::Timeout;
            let mut place = 0;
            while let Some(attempt) = self.tries.get_mut(place) {
                let Poll::Ready(result) = attempt.poll_unpin(context) else {
                    place += 1;
                    continue;
                };
                drop(self.tries.swap_remove(place));
                match result.and_then(read) {
                    Ok(tokens) => return Poll::Ready(Ok(tokens)),
                    Err(failure) if failure.is_network() => last = failure,
                    Err(failure) => {
                        // Of all that a backend may say against it, that the token is used up counts most.
                        let is_final = self.refusal == Some(ApiError::Unauthorised);
                        self.refusal = self.refusal.take().filter(|_| is_final).or(Some(failure));
                    }
                }
            }
            if self.tries.is_empty() {
                return Poll::Ready(Err(self.refusal.take().unwrap_or(last)));
            }
            let waited = self.platform.now().uptime.saturating_sub(self.since);
            let may = self.refusal.is_none() && self.sent < MOST_TRIES && waited < TIMEOUT;
            if !(may && self.alarm.rang.get()) {
                *self.alarm.waker.borrow_mut() = Some(context.waker().clone());
                return Poll::Pending;
            }
            self.send(TIMEOUT.saturating_sub(waited));
        }
    }
}

fn read(incoming: HttpResponse) -> Result<dto::Tokens, ApiError> {
    let HttpResponse { status, retry_after, body, .. } = incoming;
    match ApiError::from_status(status, retry_after, dto::refusal(&body.text())) {
        // However a backend words it: this token gives no access any more.
        Some(ApiError::Rejected(_) | ApiError::Forbidden | ApiError::NotFound) => Err(ApiError::Unauthorised),
        Some(failure) => Err(failure),
        None => dto::tokens(&body.text()),
    }
}
