//! The session's tokens: the access token in memory only, the refresh token in the browser's storage.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::Shared;

use super::dto;
use super::port::Answer;
use super::transport::{Incoming, Outgoing, Transport};
use crate::domain::failure::Failure;
use crate::platform::storage::Storage;

const STORAGE_KEY: &str = "leptos-presence.refresh";

/// Where access tokens come from. [`JwtTokens`] is SimpleJWT's way; bring your own for another.
pub trait TokenSource {
    /// The access token, if there is one that may still be good.
    fn access(&self) -> Option<String>;

    /// Gets a new access token; fails with [`Failure::Unauthorised`] when the session is over.
    fn refresh(&self) -> Answer<()>;

    /// Whether there is a session.
    fn has_session(&self) -> bool;

    /// Starts a session.
    fn sign_in(&self, username: &str, password: &str) -> Answer<()>;

    /// Forgets the session.
    fn forget(&self);
}

/// SimpleJWT's tokens, with rotation: one refresh at a time, and everyone who needs it waits for that one.
#[derive(Clone)]
pub struct JwtTokens(Rc<Inner>);

struct Inner {
    transport: Rc<dyn Transport>,
    storage: Rc<dyn Storage>,
    access: RefCell<Option<String>>,
    refreshing: RefCell<Option<Shared<Answer<()>>>>,
    /// Grows with each sign-in and sign-out: a reply from an earlier session must not bring its tokens into this one.
    session: Cell<u64>,
}

impl JwtTokens {
    /// Tokens that come over `transport` and survive a reload in `storage`.
    #[must_use]
    pub fn new(transport: Rc<dyn Transport>, storage: Rc<dyn Storage>) -> Self {
        Self(Rc::new(Inner {
            transport,
            storage,
            access: RefCell::default(),
            refreshing: RefCell::default(),
            session: Cell::new(0),
        }))
    }
}

impl TokenSource for JwtTokens {
    fn access(&self) -> Option<String> {
        self.0.access.borrow().clone()
    }

    fn has_session(&self) -> bool {
        self.0.access.borrow().is_some() || self.0.storage.get(STORAGE_KEY).is_some()
    }

    fn sign_in(&self, username: &str, password: &str) -> Answer<()> {
        let body = dto::object(&[("username", username), ("password", password)]);
        let inner = Rc::clone(&self.0);
        let session = inner.begin_session();
        async move {
            let tokens = inner.request("/api/token/", body).await?;
            inner.keep(session, tokens)
        }
        .boxed_local()
    }

    fn refresh(&self) -> Answer<()> {
        if let Some(under_way) = self.0.refreshing.borrow().clone() {
            return under_way.boxed_local();
        }
        let inner = Rc::clone(&self.0);
        let session = inner.session.get();
        let refresh = async move {
            let result = inner.refresh(session).await;
            if inner.session.get() == session {
                inner.refreshing.take();
            }
            result
        }
        .boxed_local()
        .shared();
        *self.0.refreshing.borrow_mut() = Some(refresh.clone());
        refresh.boxed_local()
    }

    fn forget(&self) {
        self.0.begin_session();
        self.0.storage.remove(STORAGE_KEY);
    }
}

impl Inner {
    fn begin_session(&self) -> u64 {
        self.session.set(self.session.get() + 1);
        self.access.take();
        self.refreshing.take();
        self.session.get()
    }

    async fn refresh(&self, session: u64) -> Result<(), Failure> {
        let mut used = self.storage.get(STORAGE_KEY).ok_or(Failure::Unauthorised)?;
        let mut result = self.refresh_with(&used, session).await;
        if result == Err(Failure::Unauthorised) && self.session.get() == session {
            // Another tab may have rotated the token while ours was under way: then its successor is the good one.
            match self.storage.get(STORAGE_KEY).filter(|stored| *stored != used) {
                Some(successor) => {
                    used = successor;
                    result = self.refresh_with(&used, session).await;
                }
                None => self.storage.remove(STORAGE_KEY),
            }
        }
        result
    }

    async fn refresh_with(&self, refresh: &str, session: u64) -> Result<(), Failure> {
        self.access.take();
        match self.request("/api/token/refresh/", dto::object(&[("refresh", refresh)])).await {
            Ok(tokens) => self.keep(session, tokens),
            // However a backend words it: this token gives no access any more.
            Err(Failure::Rejected(_) | Failure::Forbidden | Failure::Missing) => Err(Failure::Unauthorised),
            Err(failure) => Err(failure),
        }
    }

    async fn request(&self, path: &str, body: String) -> Result<dto::Tokens, Failure> {
        let outgoing = Outgoing { path: path.to_owned(), body: Some(body), bearer: None };
        let Incoming { status, retry_after, body } = self.transport.exchange(outgoing).await?;
        match Failure::from_status(status, retry_after, dto::refusal(&body)) {
            Some(failure) => Err(failure),
            None => dto::tokens(&body),
        }
    }

    fn keep(&self, session: u64, tokens: dto::Tokens) -> Result<(), Failure> {
        if self.session.get() != session {
            return Err(Failure::Unauthorised);
        }
        if let Some(refresh) = tokens.refresh {
            self.storage.set(STORAGE_KEY, &refresh);
        }
        *self.access.borrow_mut() = Some(tokens.access);
        Ok(())
    }
}
