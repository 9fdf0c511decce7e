//! The browser's transport: fetch, by gloo-net.

use std::pin::pin;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, select};
use gloo_net::http::{Headers, Request, Response};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials};

use super::port::ApiFuture;
use super::transport::{HttpRequest, HttpResponse, Transport};
use crate::model::api_error::ApiError;
use crate::model::time;
use crate::platform::timers::sleep;

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
    fn exchange(&self, request: HttpRequest) -> ApiFuture<HttpResponse> {
        let base_url = self.base_url.clone();
        async move {
            let abort = AbortOnDrop(AbortController::new().map_err(offline)?);
            match select(pin!(exchange(&base_url, &request, &abort)), pin!(sleep(request.timeout))).await {
                Either::Left((result, _)) => result,
                Either::Right(_) => Err(ApiError::Timeout),
            }
        }
        .boxed_local()
    }
}

/// Ends the request when nobody waits for it any more.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Whatever a browser says went wrong, the request did not get there, or its reply not back.
fn offline<E>(_error: E) -> ApiError {
    ApiError::Offline
}

#[expect(clippy::cast_possible_truncation, reason = "a date’s milliseconds are far below 2^53")]
async fn exchange(
    base_url: &str,
    request: &HttpRequest,
    abort: &AbortOnDrop,
) -> Result<HttpResponse, ApiError> {
    let response = build(base_url, request, abort)?.send().await.map_err(offline)?;
    let headers = response.headers();
    let date = headers.get("Date").map(|text| js_sys::Date::parse(&text)).filter(|date| date.is_finite());
    Ok(HttpResponse {
        status: response.status(),
        retry_after: headers.get("Retry-After").and_then(|text| retry_after(&text, date)),
        etag: headers.get("ETag"),
        date: date.map(|millis| time::from_millis(millis as i64)),
        body: body(response).await.map_err(offline)?,
    })
}

fn build(base_url: &str, request: &HttpRequest, abort: &AbortOnDrop) -> Result<Request, ApiError> {
    // Given by itself: gloo leaves a `&` behind a query that is part of the address.
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let url = format!("{base_url}{path}");
    let builder = match request.body {
        Some(_) => Request::post(&url),
        // A reply out of the browser's cache would say who was online, not who is.
        None => Request::get(&url).cache(RequestCache::NoStore),
    };
    let builder = builder
        .query(query.split('&').filter_map(|pair| pair.split_once('=')))
        .headers(headers(request).map_err(offline)?)
        .credentials(RequestCredentials::Omit)
        .abort_signal(Some(&abort.0.signal()));
    match &request.body {
        Some(json) => builder.body(json),
        None => builder.build(),
    }
    .map_err(offline)
}

/// Made without gloo, which panics at a token that no header can hold.
fn headers(request: &HttpRequest) -> Result<Headers, JsValue> {
    let headers = web_sys::Headers::new()?;
    headers.set("Accept", "application/json")?;
    if let Some(token) = &request.bearer {
        headers.set("Authorization", &format!("Bearer {token}"))?;
    }
    if let Some(etag) = &request.etag {
        headers.set("If-None-Match", etag)?;
    }
    if request.body.is_some() {
        headers.set("Content-Type", "application/json")?;
    }
    Ok(Headers::from_raw(headers))
}

/// How long a `Retry-After` wants one to wait, in seconds or until a date (RFC 9110, section 10.2.3), by the clock of who says it
/// where that is known.
fn retry_after(text: &str, date: Option<f64>) -> Option<Duration> {
    let secs = text.trim().parse().ok().map(Duration::from_secs);
    secs.or_else(|| {
        let until = js_sys::Date::parse(text) - date.unwrap_or_else(js_sys::Date::now);
        Duration::try_from_secs_f64(until.max(0.0) / 1000.0).ok().filter(|_| !until.is_nan())
    })
}

/// The body; empty, and so no reply that anything could be read from, where it is too long.
async fn body(response: Response) -> Result<String, JsValue> {
    let announced = response.headers().get("Content-Length").and_then(|text| text.parse::<u64>().ok());
    if announced.is_some_and(|length| length > LONGEST_BODY.into()) {
        return Ok(String::new());
    }
    // What was compressed, or came in pieces, has another length or none. Measured before it is copied into the program,
    // whose memory never shrinks.
    let text = web_sys::Response::from(response).text()?;
    let text: JsString = JsFuture::from(text).await?.unchecked_into();
    Ok(if text.length() > LONGEST_BODY { String::new() } else { text.into() })
}
