//! Who is signed in.

use leptos::prelude::*;

use std::rc::Weak;

use super::actions::{Actions, Handle};
use crate::model::api_error::ApiError;
use crate::model::ids::UserId;
use crate::model::user::User;

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOutReason {
    /// Nobody was.
    NotYet,
    /// They wanted to leave.
    ByChoice,
    /// The backend ended the session.
    Expired,
}

/// Who is signed in, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// A session of before the reload is being taken up; `failure` says why that takes so long.
    Restoring {
        /// Why the newest attempt failed.
        failure: Option<ApiError>,
    },
    /// Nobody.
    SignedOut(SignedOutReason),
    /// This person.
    SignedIn(User),
}

impl SessionState {
    /// Who is signed in.
    #[must_use]
    pub fn user(&self) -> Option<User> {
        match self {
            Self::SignedIn(user) => Some(user.clone()),
            Self::SignedOut(_) | Self::Restoring { .. } => None,
        }
    }
}

/// The session. A handle: copy it as you like.
#[derive(Clone, Copy)]
pub struct SessionStore {
    state: ReadSignal<SessionState>,
    set_state: WriteSignal<SessionState>,
    user: Memo<Option<User>>,
    signing_in: ReadSignal<bool>,
    set_signing_in: WriteSignal<bool>,
    failure: ReadSignal<Option<ApiError>>,
    set_failure: WriteSignal<Option<ApiError>>,
    actions: Handle,
}

impl SessionStore {
    /// A store in which nobody is signed in, owned by the current owner, whose `actions` are done elsewhere.
    #[must_use]
    pub fn new(actions: Weak<dyn Actions>) -> Self {
        let (state, set_state) = signal(SessionState::SignedOut(SignedOutReason::NotYet));
        let (signing_in, set_signing_in) = signal(false);
        let (failure, set_failure) = signal(None);
        Self {
            state,
            set_state,
            user: Memo::new(move |_| state.with(SessionState::user)),
            signing_in,
            set_signing_in,
            failure,
            set_failure,
            actions: Handle::new(actions),
        }
    }

    /// Who is signed in.
    #[must_use]
    pub fn state(&self) -> ReadSignal<SessionState> {
        self.state
    }

    /// The signed-in person.
    #[must_use]
    pub fn user(&self) -> Memo<Option<User>> {
        self.user
    }

    /// Whether a sign-in is under way.
    #[must_use]
    pub fn is_signing_in(&self) -> ReadSignal<bool> {
        self.signing_in
    }

    /// Why the newest sign-in failed.
    #[must_use]
    pub fn sign_in_failure(&self) -> ReadSignal<Option<ApiError>> {
        self.failure
    }

    /// The signed-in person, without subscribing.
    #[must_use]
    pub fn user_untracked(&self) -> Option<User> {
        self.state.with_untracked(SessionState::user)
    }

    /// The signed-in person's id, without subscribing.
    #[must_use]
    pub fn user_id_untracked(&self) -> Option<UserId> {
        self.user_untracked().map(|user| user.id)
    }

    /// Signs in; see [`state`](Self::state) and [`sign_in_failure`](Self::sign_in_failure) for how it went. Whoever is signed in
    /// is signed out first; what they typed in this tab is kept for them.
    pub fn sign_in(&self, username: &str, password: &str) {
        self.actions.act(|actions| actions.sign_in(username, password));
    }

    /// Signs out.
    pub fn sign_out(&self) {
        self.actions.act(|actions| actions.sign_out());
    }

    /// Tries again to take up the session of before the reload.
    pub fn restore(&self) {
        self.actions.act(|actions| actions.restore());
    }

    pub(crate) fn set_state(&self, next: SessionState) {
        if self.state.with_untracked(|state| *state != next) {
            self.set_state.set(next);
        }
    }

    pub(crate) fn set_signing_in(&self, signing_in: bool, failure: Option<ApiError>) {
        self.set_signing_in.set(signing_in);
        self.set_failure.set(failure);
    }
}
