//! The browser's transport: fetch.

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, select};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestInit, Response};

use super::port::Answer;
use super::transport::{Incoming, Outgoing, Transport};
use crate::domain::failure::Failure;
use crate::domain::time::Timestamp;
use crate::platform::page::window;
use crate::platform::timer::sleep;

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
        let patience = outgoing.patience;
        async move {
            let abort = AbortOnDrop(AbortController::new().ok());
            let exchange = send(&url, outgoing, &abort).boxed_local();
            match select(exchange, sleep(patience).boxed_local()).await {
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
    // Whatever a browser says went wrong, the request did not get there, or its reply not back.
    exchange(url, outgoing, abort).await.map_err(|_| Failure::Offline)
}

#[expect(clippy::cast_possible_truncation, reason = "a date's milliseconds are far below 2^53")]
async fn exchange(url: &str, outgoing: Outgoing, abort: &AbortOnDrop) -> Result<Incoming, JsValue> {
    let request = request(&outgoing, abort)?;
    let reply: Response =
        JsFuture::from(window().fetch_with_str_and_init(url, &request)).await?.dyn_into()?;
    let retry_after = reply.headers().get("Retry-After")?.and_then(|text| text.trim().parse().ok());
    let date =
        reply.headers().get("Date")?.map(|text| js_sys::Date::parse(&text)).filter(|date| date.is_finite());
    let body = JsFuture::from(reply.text()?).await?.as_string().unwrap_or_default();
    Ok(Incoming {
        status: reply.status(),
        retry_after: retry_after.map(Duration::from_secs),
        date: date.map(|millis| Timestamp::from_millis(millis as i64)),
        body,
    })
}

fn request(outgoing: &Outgoing, abort: &AbortOnDrop) -> Result<RequestInit, JsValue> {
    let (headers, request) = (Headers::new()?, RequestInit::new());
    headers.set("Accept", "application/json")?;
    if let Some(token) = &outgoing.bearer {
        headers.set("Authorization", &format!("Bearer {token}"))?;
    }
    if let Some(json) = &outgoing.body {
        headers.set("Content-Type", "application/json")?;
        request.set_method("POST");
        request.set_body(&JsValue::from_str(json));
    } else {
        // A reply out of the browser's cache would say who was online, not who is.
        request.set_cache(RequestCache::NoStore);
    }
    request.set_headers(&headers);
    request.set_signal(abort.0.as_ref().map(AbortController::signal).as_ref());
    Ok(request)
}
