//! SimpleJWT's tokens: the access token in memory only, the refresh token in the browser's storage.

mod shared_refresh;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use futures_util::FutureExt;
use futures_util::future::Shared;
use serde::{Deserialize, Serialize};
use serde_json::json;

use shared_refresh::SharedRefresh;

use super::access_token::AccessToken;
use super::token_source::TokenSource;
use super::{post, read_tokens};
use crate::api::dto::Tokens;
use crate::api::port::{ApiFuture, SessionEnd};
use crate::api::transport::{TIMEOUT, Transport};
use crate::model::api_error::ApiError;
use crate::model::lenient::parse;
use crate::platform::storage::Storage;
use crate::platform::tabs::Tabs;
use crate::platform::{Guard, Platform};

const REFRESH_KEY: &str = "leptos-presence.refresh";

/// Under this stands which session the refresh token belongs to: each sign-in begins one.
const SESSION_KEY: &str = "leptos-presence.session";

const SESSION_ID_LENGTH: usize = 16;

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
    auth: RefCell<Auth>,
    /// Grows with each sign-in and sign-out: a reply from an earlier session must not bring its tokens into this one.
    generation: Cell<u64>,
    /// Who wants to know that a refresh was answered.
    on_refreshed: RefCell<Option<Rc<dyn Fn()>>>,
    /// Keeps listening to the other tabs.
    _listener: Guard,
}

/// What this tab has of a session. One that was begun elsewhere is taken up with the first refresh.
#[derive(Default)]
enum Auth {
    #[default]
    SignedOut,
    Active {
        /// The stored one's id, where it has one.
        session: Option<String>,
        access: Option<AccessToken>,
        /// The refresh token that was stored when the access token came.
        refresh: Option<String>,
        refreshing: Option<Shared<ApiFuture<()>>>,
    },
}

/// What a tab tells the others after a refresh.
#[derive(Serialize, Deserialize)]
struct Refreshed {
    session: String,
    access: String,
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
        Self(Rc::new_cyclic(|inner: &Weak<Inner>| {
            let inner = inner.clone();
            let listener = tabs.listen(Rc::new(move |text| {
                if let Some(inner) = inner.upgrade() {
                    inner.hear(text);
                }
            }));
            Inner {
                transport,
                storage,
                tabs,
                platform,
                auth: RefCell::default(),
                generation: Cell::default(),
                on_refreshed: RefCell::default(),
                _listener: listener,
            }
        }))
    }
}

impl TokenSource for JwtTokens {
    fn access(&self) -> Option<String> {
        match &*self.0.auth.borrow() {
            Auth::Active { access: Some(access), .. } => {
                access.usable(self.0.platform.now()).map(str::to_owned)
            }
            _ => None,
        }
    }

    fn has_session(&self) -> bool {
        self.0.has_access() || self.0.storage.get(REFRESH_KEY).is_some()
    }

    fn sign_in(&self, username: &str, password: &str) -> ApiFuture<()> {
        let body = json!({ "username": username, "password": password }).to_string();
        let inner = Rc::clone(&self.0);
        inner.reset();
        let generation = inner.generation.get();
        async move {
            let response = inner.transport.exchange(post("/api/token/", body, TIMEOUT)).await?;
            let tokens = read_tokens(&response)?;
            inner.check(generation)?;
            inner.begin_session(&tokens);
            inner.keep(tokens);
            Ok(())
        }
        .boxed_local()
    }

    fn refresh(&self) -> ApiFuture<()> {
        let mut auth = self.0.auth.borrow_mut();
        let (session, refresh) = match &mut *auth {
            Auth::Active { refreshing: Some(refreshing), .. } => return refreshing.clone().boxed_local(),
            Auth::Active { session, refresh, .. } => (session.take(), refresh.take()),
            Auth::SignedOut => (None, None),
        };
        let inner = Rc::clone(&self.0);
        let session = session.or_else(|| inner.storage.get(SESSION_KEY));
        let refresh = SharedRefresh {
            generation: inner.generation.get(),
            session: session.clone(),
            known: refresh.or_else(|| inner.storage.get(REFRESH_KEY)),
        };
        let refreshing = refresh.run(inner).boxed_local().shared();
        // What other tabs tell while this one waits is for this session.
        *auth = Auth::Active { session, access: None, refresh: None, refreshing: Some(refreshing.clone()) };
        refreshing.boxed_local()
    }

    fn forget(&self, end: SessionEnd) {
        let session = match self.0.reset() {
            Auth::Active { session, .. } => session,
            Auth::SignedOut => None,
        };
        // Another person may have signed in in the meantime: what is theirs stays. Where another tab is just signing out, its
        // session may be gone a moment before its token.
        let stored = self.0.storage.get(SESSION_KEY);
        if stored.is_none() || session == stored {
            if end == SessionEnd::ByChoice {
                self.0.storage.remove(SESSION_KEY);
            }
            self.0.storage.remove(REFRESH_KEY);
        }
    }

    fn ended_elsewhere(&self) -> Option<SessionEnd> {
        let Auth::Active { session: Some(session), .. } = &*self.0.auth.borrow() else { return None };
        if self.0.storage.get(SESSION_KEY).as_ref() != Some(session) {
            Some(SessionEnd::ByChoice)
        } else if self.0.storage.get(REFRESH_KEY).is_none() {
            Some(SessionEnd::Expired)
        } else {
            None
        }
    }

    fn watch(&self, changed: Rc<dyn Fn()>) -> Guard {
        self.0.storage.watch(changed)
    }

    fn watch_refreshes(&self, answered: Rc<dyn Fn()>) {
        self.0.on_refreshed.replace(Some(answered));
    }
}

impl Inner {
    /// Signs this tab out, and gives what there was.
    fn reset(&self) -> Auth {
        self.generation.set(self.generation.get() + 1);
        self.auth.take()
    }

    /// Fails where somebody signed in or out since.
    fn check(&self, generation: u64) -> Result<(), ApiError> {
        if self.generation.get() == generation { Ok(()) } else { Err(ApiError::Unauthorised) }
    }

    fn has_access(&self) -> bool {
        matches!(&*self.auth.borrow(), Auth::Active { access: Some(_), .. })
    }

    fn begin_session(&self, tokens: &Tokens) {
        let token = tokens.refresh.as_ref().unwrap_or(&tokens.access);
        // The end of a token is of its signature: no two have the same.
        let session: String = token.chars().rev().take(SESSION_ID_LENGTH).collect();
        self.storage.set(SESSION_KEY, &session);
        let session = Some(session);
        self.auth.replace(Auth::Active { session, access: None, refresh: None, refreshing: None });
    }

    fn keep(&self, tokens: Tokens) {
        if let Some(refresh) = tokens.refresh {
            self.storage.set(REFRESH_KEY, &refresh);
        }
        self.set_access(tokens.access);
    }

    fn set_access(&self, token: String) {
        if let Auth::Active { access, refresh, .. } = &mut *self.auth.borrow_mut() {
            *access = Some(AccessToken::new(token, self.platform.now()));
            *refresh = self.storage.get(REFRESH_KEY);
        }
    }

    /// Another tab may have refreshed.
    fn hear(&self, text: &str) {
        let Some(told) = parse::<Refreshed>(text) else { return };
        let is_ours = matches!(
            &*self.auth.borrow(),
            Auth::Active { session: Some(session), .. } if *session == told.session
        );
        if is_ours {
            self.set_access(told.access);
        }
    }

    fn end_refresh(&self, generation: u64) {
        if self.check(generation).is_ok()
            && let Auth::Active { refreshing, .. } = &mut *self.auth.borrow_mut()
        {
            *refreshing = None;
        }
    }
}
