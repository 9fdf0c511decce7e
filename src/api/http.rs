//! The browser's transport: fetch, through gloo-net.

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, select};
use gloo_net::http::{Request, RequestBuilder, Response};
use web_sys::{AbortController, RequestCache};

use super::port::Answer;
use super::transport::{Incoming, Outgoing, Transport};
use crate::domain::failure::Failure;
use crate::platform::timer::sleep;

/// How long a reply may take. Half the shortest time in which the engine would give a request up by itself.
pub const TIMEOUT: Duration = Duration::from_secs(15);

/// Sends to one backend.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    base_url: String,
}

impl HttpTransport {
    /// A transport to the backend at `base_url` (no trailing slash; empty: the page's own origin).
    #[must_use]
    pub fn new(base_url: impl Into<String>) -> Self {
        Self { base_url: base_url.into() }
    }
}

impl Transport for HttpTransport {
    fn exchange(&self, outgoing: Outgoing) -> Answer<Incoming> {
        let url = format!("{}{}", self.base_url, outgoing.path);
        async move {
            let abort = AbortOnDrop(AbortController::new().ok());
            let exchange = send(&url, outgoing, &abort).boxed_local();
            match select(exchange, sleep(TIMEOUT).boxed_local()).await {
                Either::Left((result, _)) => result,
                Either::Right(..) => Err(Failure::Timeout),
            }
        }
        .boxed_local()
    }
}

/// Ends the request when nobody waits for it any more.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

async fn send(url: &str, outgoing: Outgoing, abort: &AbortOnDrop) -> Result<Incoming, Failure> {
    let signal = abort.0.as_ref().map(AbortController::signal);
    let builder = if outgoing.body.is_some() { Request::post(url) } else { Request::get(url) };
    let builder = builder.abort_signal(signal.as_ref()).header("Accept", "application/json");
    let builder = match &outgoing.bearer {
        Some(token) => builder.header("Authorization", &format!("Bearer {token}")),
        None => builder,
    };
    let reply = dispatch(builder, outgoing.body).await.map_err(|_| Failure::Offline)?;
    let retry_after = reply.headers().get("Retry-After").and_then(|text| text.trim().parse().ok());
    Ok(Incoming {
        status: reply.status(),
        retry_after: retry_after.map(Duration::from_secs),
        body: reply.text().await.map_err(|_| Failure::Offline)?,
    })
}

async fn dispatch(builder: RequestBuilder, body: Option<String>) -> Result<Response, gloo_net::Error> {
    match body {
        Some(json) => builder.header("Content-Type", "application/json").body(json)?.send().await,
        // A reply out of the browser's cache would say who was online, not who is.
        None => builder.cache(RequestCache::NoStore).send().await,
    }
}
