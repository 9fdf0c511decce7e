//! The session's tokens: the access token in memory only, the refresh token in the browser's storage.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::Shared;
use serde_json::Value;

use super::access::Access;
use super::dto;
use super::port::{ApiFuture, SessionEnd};
use super::refresh;
use super::token_source::TokenSource;
use super::transport::{HttpRequest, HttpResponse, TIMEOUT, Transport};
use crate::model::api_error::ApiError;
use crate::platform::storage::Storage;
use crate::platform::tabs::Tabs;
use crate::platform::{Guard, Platform};

const STORAGE_KEY: &str = "leptos-presence.refresh";

/// Under this stands which session the refresh token belongs to: each sign-in begins one.
const SESSION_KEY: &str = "leptos-presence.session";

const NAME_LENGTH: usize = 16;

/// SimpleJWT's tokens, with rotation: one refresh at a time, for all tabs, and everyone who needs it waits for that one.
///
/// A refresh token is good for one refresh. So tabs take turns, and tell each other the access token that came of it.
#[derive(Clone)]
pub struct JwtTokens(Rc<Inner>);

struct Inner {
    transport: Rc<dyn Transport>,
    storage: Rc<dyn Storage>,
    tabs: Rc<dyn Tabs>,
    platform: Rc<dyn Platform>,
    /// Keeps listening to the other tabs.
    heard: RefCell<Option<Guard>>,
    /// The session that this tab is in.
    name: RefCell<Option<String>>,
    access: RefCell<Option<Access>>,
    /// The refresh token that came with the access token.
    beside: RefCell<Option<String>>,
    refreshing: RefCell<Option<Shared<ApiFuture<()>>>>,
    /// Who wants to know that a refresh was answered.
    answered: RefCell<Option<Rc<dyn Fn()>>>,
    /// Grows with each sign-in and sign-out: a reply from an earlier session must not bring its tokens into this one.
    session: Cell<u64>,
}

impl JwtTokens {
    /// Tokens that come over `transport`, survive a reload in `storage`, and are shared with the other `tabs`.
    /// How old they are is read off `platform`'s clocks.
    #[must_use]
    pub fn new(
        transport: Rc<dyn Transport>,
        storage: Rc<dyn Storage>,
        tabs: Rc<dyn Tabs>,
        platform: Rc<dyn Platform>,
    ) -> Self {
        let inner = Rc::new(Inner {
            transport,
            storage,
            tabs,
            platform,
            heard: RefCell::default(),
            name: RefCell::default(),
            access: RefCell::default(),
            beside: RefCell::default(),
            refreshing: RefCell::default(),
            answered: RefCell::default(),
            session: Cell::new(0),
        });
        let weak = Rc::downgrade(&inner);
        let hear = move |text: &str| {
            if let Some(inner) = weak.upgrade() {
                inner.hear(text);
            }
        };
        *inner.heard.borrow_mut() = Some(inner.tabs.listen(Rc::new(hear)));
        Self(inner)
    }
}

impl TokenSource for JwtTokens {
    fn access(&self) -> Option<String> {
        let access = self.0.access.borrow();
        let good = access.as_ref().filter(|access| !access.has_run_out(self.0.platform.now()));
        good.map(|access| access.token().to_owned())
    }

    fn has_session(&self) -> bool {
        self.0.access.borrow().is_some() || self.0.storage.get(STORAGE_KEY).is_some()
    }

    fn sign_in(&self, username: &str, password: &str) -> ApiFuture<()> {
        let body = dto::object(&[("username", username), ("password", password)]);
        let inner = Rc::clone(&self.0);
        let session = inner.begin_session();
        async move {
            let tokens = inner.request("/api/token/", body).await?;
            if inner.session.get() == session {
                inner.begin_name(&tokens);
            }
            inner.keep(session, tokens)
        }
        .boxed_local()
    }

    fn refresh(&self) -> ApiFuture<()> {
        if let Some(under_way) = self.0.refreshing.borrow().clone() {
            return under_way.boxed_local();
        }
        let inner = Rc::clone(&self.0);
        let session = inner.session.get();
        let refresh = async move {
            let result = Rc::clone(&inner).refresh(session).await;
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

    fn forget(&self, end: SessionEnd) {
        self.0.begin_session();
        let name = self.0.name.take();
        // Another person may have signed in in the meantime: what is theirs stays. Where another tab is just signing out, its
        // name may be gone a moment before its token.
        let stored = self.0.storage.get(SESSION_KEY);
        if stored.is_none() || name == stored {
            if end == SessionEnd::ByChoice {
                self.0.storage.remove(SESSION_KEY);
            }
            self.0.storage.remove(STORAGE_KEY);
        }
    }

    fn ended_elsewhere(&self) -> Option<SessionEnd> {
        let name = self.0.name.borrow().clone()?;
        if self.0.storage.get(SESSION_KEY) != Some(name) {
            Some(SessionEnd::ByChoice)
        } else if self.0.storage.get(STORAGE_KEY).is_none() {
            Some(SessionEnd::Expired)
        } else {
            None
        }
    }

    fn watch(&self, changed: Rc<dyn Fn()>) -> Guard {
        self.0.storage.watch(changed)
    }

    fn watch_refreshes(&self, answered: Rc<dyn Fn()>) {
        *self.0.answered.borrow_mut() = Some(answered);
    }
}

impl Inner {
    fn begin_session(&self) -> u64 {
        self.session.set(self.session.get() + 1);
        self.access.take();
        self.beside.take();
        self.refreshing.take();
        self.session.get()
    }

    /// The session that this tab is in: the stored one, if it is in none yet.
    fn name(&self) -> Option<String> {
        let mut name = self.name.borrow_mut();
        if name.is_none() {
            *name = self.storage.get(SESSION_KEY);
        }
        name.clone()
    }

    fn begin_name(&self, tokens: &dto::Tokens) {
        let token = tokens.refresh.as_ref().unwrap_or(&tokens.access);
        // The end of a token is of its signature: no two have the same.
        let name: String = token.chars().rev().take(NAME_LENGTH).collect();
        self.storage.set(SESSION_KEY, &name);
        *self.name.borrow_mut() = Some(name);
    }

    /// Another tab has refreshed.
    fn hear(&self, text: &str) {
        let Ok(told) = serde_json::from_str::<Value>(text) else { return };
        let access = told.get("access").and_then(Value::as_str);
        let session = told.get("session").and_then(Value::as_str);
        if let (Some(access), Some(session)) = (access, session)
            && self.name.borrow().as_deref() == Some(session)
        {
            self.keep_access(access.to_owned());
        }
    }

    fn keep_access(&self, access: String) {
        *self.access.borrow_mut() = Some(Access::new(access, self.platform.now()));
        *self.beside.borrow_mut() = self.storage.get(STORAGE_KEY);
    }

    async fn refresh(self: Rc<Self>, session: u64) -> Result<(), ApiError> {
        self.access.take();
        // What other tabs tell while this one waits is for this session.
        let name = self.name();
        let before = self.beside.take().or_else(|| self.storage.get(STORAGE_KEY));
        let result = Rc::new(Cell::new(Err(ApiError::Timeout)));
        let turn = {
            let (inner, result) = (Rc::clone(&self), Rc::clone(&result));
            async move { result.set(inner.refresh_in_turn(session, name, before).await) }
        };
        self.tabs.in_turn(turn.boxed_local()).await;
        result.replace(Err(ApiError::Timeout))
    }

    async fn refresh_in_turn(
        &self,
        session: u64,
        name: Option<String>,
        before: Option<String>,
    ) -> Result<(), ApiError> {
        if self.storage.get(STORAGE_KEY) != before {
            // Another tab has refreshed: what came of it is here, or on its way.
            self.tabs.delivered().await;
        }
        if self.access.borrow().is_some() {
            return Ok(());
        }
        let stored = || self.storage.get(STORAGE_KEY).filter(|_| self.storage.get(SESSION_KEY) == name);
        let used = stored().ok_or(ApiError::Unauthorised)?;
        let result = self.refresh_with(&used, session).await;
        if result != Err(ApiError::Unauthorised) {
            return result;
        }
        // A tab that took no turn may have used the token up: then its successor, here or on its way, is the good one.
        self.tabs.delivered().await;
        if self.session.get() != session {
            return result;
        }
        if self.access.borrow().is_some() {
            return Ok(());
        }
        match stored() {
            Some(successor) if successor != used => self.refresh_with(&successor, session).await,
            Some(_) => {
                self.storage.remove(STORAGE_KEY);
                result
            }
            None => result,
        }
    }

    async fn refresh_with(&self, refresh: &str, session: u64) -> Result<(), ApiError> {
        let tokens = refresh::refresh(&*self.transport, &*self.platform, refresh).await?;
        let access = tokens.access.clone();
        self.keep(session, tokens)?;
        if let Some(name) = self.name() {
            self.tabs.tell(&dto::object(&[("session", &name), ("access", &access)]));
        }
        let answered = self.answered.borrow().clone();
        answered.into_iter().for_each(|answered| answered());
        Ok(())
    }

    async fn request(&self, path: &str, body: String) -> Result<dto::Tokens, ApiError> {
        let outgoing = HttpRequest {
            path: path.to_owned(),
            body: Some(body),
            tag: None,
            bearer: None,
            patience: TIMEOUT,
        };
        let HttpResponse { status, retry_after, body, .. } = self.transport.exchange(outgoing).await?;
        match ApiError::from_status(status, retry_after, dto::refusal(&body.text())) {
            Some(failure) => Err(failure),
            None => dto::tokens(&body.text()),
        }
    }

    fn keep(&self, session: u64, tokens: dto::Tokens) -> Result<(), ApiError> {
        if self.session.get() != session {
            return Err(ApiError::Unauthorised);
        }
        if let Some(refresh) = tokens.refresh {
            self.storage.set(STORAGE_KEY, &refresh);
        }
        self.keep_access(tokens.access);
        Ok(())
    }
}
