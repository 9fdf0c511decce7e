//! Who is signed in.

use leptos::prelude::*;

use super::command::{Command, Dispatch};
use crate::model::api_error::ApiError;
use crate::model::ids::UserId;
use crate::model::user::User;
use crate::reactive::{Live, State};

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
#[derive(Clone, Copy, Debug)]
pub struct SessionStore {
    state: State<SessionState>,
    signing_in: State<bool>,
    failure: State<Option<ApiError>>,
    dispatch: StoredValue<Dispatch, LocalStorage>,
}

impl SessionStore {
    /// A store in which nobody is signed in, owned by the current owner; commands go to `dispatch`.
    #[must_use]
    pub fn new(dispatch: Dispatch) -> Self {
        Self {
            state: State::new(SessionState::SignedOut(SignedOutReason::NotYet)),
            signing_in: State::new(false),
            failure: State::new(None),
            dispatch: StoredValue::new_local(dispatch),
        }
    }

    /// Who is signed in.
    #[must_use]
    pub fn state(&self) -> Live<SessionState> {
        self.state.live()
    }

    /// Whether a sign-in is under way.
    #[must_use]
    pub fn is_signing_in(&self) -> Live<bool> {
        self.signing_in.live()
    }

    /// Why the newest sign-in failed.
    #[must_use]
    pub fn sign_in_failure(&self) -> Live<Option<ApiError>> {
        self.failure.live()
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
    pub fn sign_in(&self, username: String, password: String) {
        self.dispatch(Command::SignIn { username, password });
    }

    /// Signs out.
    pub fn sign_out(&self) {
        self.dispatch(Command::SignOut);
    }

    /// Tries again to take up the session of before the reload.
    pub fn restore(&self) {
        self.dispatch(Command::Restore);
    }

    fn dispatch(&self, command: Command) {
        // Where the app is gone there is nothing to sign in to or out of.
        if let Some(dispatch) = self.dispatch.try_get_value() {
            dispatch(command);
        }
    }

    pub(crate) fn set_state(&self, next: SessionState) {
        if self.state.with_untracked(|state| *state != next) {
            self.state.set(next);
        }
    }

    pub(crate) fn set_signing_in(&self, signing_in: bool, failure: Option<ApiError>) {
        self.signing_in.set(signing_in);
        self.failure.set(failure);
    }
}
