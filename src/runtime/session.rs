//! Sign-in, sign-out, and the session that outlives a reload.

use std::rc::Rc;

use super::Runtime;
use leptos::prelude::*;

use crate::api::port::SessionEnd;
use crate::model::api_error::ApiError;
use crate::model::user::User;
use crate::presence::Event;
use crate::store::SessionState;
use crate::store::session::SignedOutReason;

impl Runtime {
    pub(super) fn sign_in(&self, username: &str, password: &str) {
        if self.session.is_signing_in().get_untracked() {
            return;
        }
        if self.session.user_id_untracked().is_some() {
            self.store_drafts();
            self.end(SessionEnd::ByChoice);
        }
        self.session.set_signing_in(true, None);
        let (this, api) = (self.this.clone(), Rc::clone(&self.api));
        let answer = api.sign_in(username, password);
        self.act(async move {
            let me = match answer.await {
                Ok(()) => api.me().await,
                Err(failure) => Err(failure),
            };
            let Some(runtime) = this.upgrade() else { return };
            match me {
                Ok(user) => {
                    runtime.session.set_signing_in(false, None);
                    runtime.signed_in(user);
                }
                Err(failure) => {
                    runtime.api.sign_out(SessionEnd::ByChoice);
                    log::warn!("[Session] Sign-in failed: {failure}");
                    runtime.session.set_signing_in(false, Some(failure));
                }
            }
        });
    }

    /// Takes up the session of before a reload. Does nothing unless there is one that is not taken up yet.
    pub(super) fn restore(&self) {
        let waits = match self.session.state().get_untracked() {
            SessionState::SignedIn(_) => return,
            SessionState::Restoring { failure: None } => return,
            SessionState::Restoring { failure: Some(_) } => true,
            SessionState::SignedOut(_) => !self.session.is_signing_in().get_untracked(),
        };
        if !waits || !self.api.has_session() {
            return;
        }
        self.restoring.borrow_mut().2 = None;
        self.session.set_state(SessionState::Restoring { failure: None });
        let answer = self.api.me();
        let this = self.this.clone();
        self.act(async move {
            let me = answer.await;
            let Some(runtime) = this.upgrade() else { return };
            match me {
                Ok(user) => runtime.signed_in(user),
                Err(ApiError::Unauthorised) => runtime.session_lost(),
                Err(failure) => runtime.restore_later(failure),
            }
        });
    }

    fn restore_later(&self, failure: ApiError) {
        log::warn!("[Session] Could not be taken up: {failure}");
        let retry_after = match failure {
            ApiError::RateLimited { retry_after } => retry_after,
            _ => None,
        };
        self.session.set_state(SessionState::Restoring { failure: Some(failure) });
        let mut restoring = self.restoring.borrow_mut();
        let (backoff, jitter, timer) = &mut *restoring;
        let wait = backoff.failed(retry_after, jitter);
        let this = self.this.clone();
        let retry = move || {
            if let Some(runtime) = this.upgrade() {
                runtime.restore();
            }
        };
        *timer = Some(self.platform.after(wait, Box::new(retry)));
    }

    fn signed_in(&self, user: User) {
        self.restoring.borrow_mut().0.succeeded();
        let id = user.id;
        self.chat.learn_people([&user]);
        self.restore_drafts(id);
        self.session.set_state(SessionState::SignedIn(user));
        self.tell(Event::SignedIn(id));
    }

    pub(super) fn sign_out(&self) {
        self.remove_drafts();
        self.end(SessionEnd::ByChoice);
    }

    /// The backend no longer knows the person. What they typed is kept for when they come back.
    pub(super) fn session_lost(&self) {
        log::warn!("[Session] Ended by the server");
        self.store_drafts();
        self.end(SessionEnd::Expired);
    }

    /// Another tab has begun or ended a session, or may have while this one was frozen: what one knows, all know.
    pub(super) fn session_changed(&self) {
        match self.api.ended_elsewhere() {
            Some(SessionEnd::ByChoice) => {
                self.sign_out();
                // Another may have begun since: one who comes late hears of both at once.
                self.restore();
            }
            Some(SessionEnd::Expired) => self.session_lost(),
            None => self.restore(),
        }
    }

    fn end(&self, end: SessionEnd) {
        self.api.sign_out(end);
        self.restoring.borrow_mut().2 = None;
        self.tell(Event::SignedOut);
        self.session.set_state(SessionState::SignedOut(match end {
            SessionEnd::ByChoice => SignedOutReason::ByChoice,
            SessionEnd::Expired => SignedOutReason::Expired,
        }));
        self.chat.clear();
        // One that was under way is among what ends now.
        self.session.set_signing_in(false, None);
        // Last, because one of them may be what called this.
        let acts = std::mem::take(&mut *self.acts.borrow_mut());
        drop(acts);
    }
}
