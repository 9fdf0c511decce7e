//! The last reply to a poll, so that the same again is neither sent by the backend (RFC 9110, section 13.1.2) nor read here.

use std::cell::{Cell, RefCell};

use super::transport::HttpResponse;
use crate::model::api_error::ApiError;

/// So often in a row a request with a tag may be lost, and the next one without be answered, before no more tags are sent.
/// Across origins a backend may show its tags and yet not let them be sent back: then the browser fails each such request.
const DOUBTS: u8 = 2;

/// The last reply to one kind of poll, and what it said.
pub(super) struct EtagCache<T> {
    last: RefCell<Option<Last<T>>>,
    /// Whether the newest request had a tag and was lost.
    accused: Cell<bool>,
    doubts: Cell<u8>,
}

struct Last<T> {
    path: &'static str,
    etag: Option<String>,
    body: String,
    said: T,
}

impl<T> Default for EtagCache<T> {
    fn default() -> Self {
        Self { last: RefCell::default(), accused: Cell::default(), doubts: Cell::default() }
    }
}

impl<T: Clone> EtagCache<T> {
    /// The `ETag` of what is remembered of `path`, where one can be sent.
    pub(super) fn etag(&self, path: &str) -> Option<String> {
        if self.accused.get() || self.doubts.get() >= DOUBTS {
            return None;
        }
        self.last.borrow().as_ref().filter(|last| last.path == path)?.etag.clone()
    }

    /// Takes what a request for `path` was answered that was sent with `etag`; reads it where it is another than the last.
    ///
    /// # Errors
    /// As `read`; so a reply of "the same" to nothing is as malformed as an empty one.
    pub(super) fn take(
        &self,
        path: &'static str,
        etag: Option<&str>,
        response: HttpResponse,
        read: fn(&str) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let accused = self.accused.take();
        self.doubts.set(if etag.is_some() { 0 } else { self.doubts.get().saturating_add(accused.into()) });
        let mut last = self.last.borrow_mut();
        if let Some(last) = last.as_mut().filter(|last| last.path == path) {
            let is_known = etag.is_some() && etag == last.etag.as_deref();
            if response.status == 304 && is_known {
                return Ok(last.said.clone());
            }
            if response.status != 304 && response.body == last.body {
                last.etag = response.etag;
                return Ok(last.said.clone());
            }
        }
        let said = read(&response.body)?;
        *last = Some(Last { path, etag: response.etag, body: response.body, said: said.clone() });
        Ok(said)
    }

    /// Notes that a request that was sent with `etag` was lost.
    pub(super) fn lost(&self, etag: Option<&str>) {
        self.accused.set(etag.is_some());
    }

    /// Forgets what was said: another person may be signed in.
    pub(super) fn forget(&self) {
        self.last.take();
    }
}
