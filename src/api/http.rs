//! The browser's transport: fetch.

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, select};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestInit, Response};

use super::body::Body;
use super::port::ApiFuture;
use super::transport::{HttpRequest, HttpResponse, Transport};
use crate::model::api_error::ApiError;
use crate::model::time;
use crate::platform::page::window;
use crate::platform::timer::sleep;

/// The longest body that is read, in bytes: what a backend has to say of ten thousand people is a quarter of it, and to read
/// this much takes a page a third of a second. A longer one is a mistake, and would keep the page from answering.
const LONGEST_BODY: u32 = 4 << 20;

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
    fn exchange(&self, outgoing: HttpRequest) -> ApiFuture<HttpResponse> {
        let url = format!("{}{}", self.base_url, outgoing.path);
        let patience = outgoing.patience;
        async move {
            let abort = AbortOnDrop(AbortController::new().ok());
            let exchange = send(&url, outgoing, &abort).boxed_local();
            match select(exchange, sleep(patience).boxed_local()).await {
                Either::Left((result, _)) => result,
                Either::Right(..) => Err(ApiError::Timeout),
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

async fn send(url: &str, outgoing: HttpRequest, abort: &AbortOnDrop) -> Result<HttpResponse, ApiError> {
    // Whatever a browser says went wrong, the request did not get there, or its reply not back.
    exchange(url, outgoing, abort).await.map_err(|_| ApiError::Offline)
}

#[expect(clippy::cast_possible_truncation, reason = "a date’s milliseconds are far below 2^53")]
async fn exchange(url: &str, outgoing: HttpRequest, abort: &AbortOnDrop) -> Result<HttpResponse, JsValue> {
    let request = request(&outgoing, abort)?;
    let reply: Response =
        JsFuture::from(window().fetch_with_str_and_init(url, &request)).await?.dyn_into()?;
    let tag = reply.headers().get("ETag")?;
    let date =
        reply.headers().get("Date")?.map(|text| js_sys::Date::parse(&text)).filter(|date| date.is_finite());
    let retry_after = reply.headers().get("Retry-After")?.and_then(|text| wait(&text, date));
    let body = body(&reply).await?;
    Ok(HttpResponse {
        status: reply.status(),
        tag,
        retry_after,
        date: date.map(|millis| time::from_millis(millis as i64)),
        body,
    })
}

/// How long a `Retry-After` wants one to wait, in seconds or until a date (RFC 9110, section 10.2.3), by the clock of who says it
/// where that is known.
fn wait(text: &str, date: Option<f64>) -> Option<Duration> {
    let secs = text.trim().parse().ok().map(Duration::from_secs);
    secs.or_else(|| {
        let until = js_sys::Date::parse(text) - date.unwrap_or_else(js_sys::Date::now);
        Duration::try_from_secs_f64(until.max(0.0) / 1000.0).ok().filter(|_| !until.is_nan())
    })
}

/// The body; empty, and so no reply that anything could be read from, where it is too long.
async fn body(reply: &Response) -> Result<Body, JsValue> {
    let announced: Option<u64> = reply.headers().get("Content-Length")?.and_then(|text| text.parse().ok());
    if announced.is_some_and(|length| length > LONGEST_BODY.into()) {
        return Ok(Body::default());
    }
    // What was compressed, or came in pieces, has another length or none.
    let text: JsString = JsFuture::from(reply.text()?).await?.unchecked_into();
    Ok(if text.length() > LONGEST_BODY { Body::default() } else { text.into() })
}

fn request(outgoing: &HttpRequest, abort: &AbortOnDrop) -> Result<RequestInit, JsValue> {
    let (headers, request) = (Headers::new()?, RequestInit::new());
    headers.set("Accept", "application/json")?;
    if let Some(token) = &outgoing.bearer {
        headers.set("Authorization", &format!("Bearer {token}"))?;
    }
    if let Some(tag) = &outgoing.tag {
        headers.set("If-None-Match", tag)?;
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
