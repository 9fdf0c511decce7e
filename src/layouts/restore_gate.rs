//! Nothing is shown that depends on who is signed in before that is known.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::components::Unreachable;
use crate::dom::Drawn;
use crate::hooks::use_session;
use crate::model::api_error::ApiError;
use crate::reactive::{callback, memo, memo_after};
use crate::store::SessionState;

/// What stands in the way of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restoring {
    /// Nothing: it is known who is signed in, or that nobody is.
    Done,
    /// The session of before the reload is being taken up.
    Waiting,
    /// That has failed at least once, and goes on.
    Failed(ApiError),
}

impl Restoring {
    /// What stands in the way in `state`, after `before`: a failure stays in sight while it is tried again.
    #[must_use]
    pub fn next(before: Option<&Self>, state: &SessionState) -> Self {
        match (state, before) {
            (SessionState::Restoring { failure: Some(failure) }, _) => Self::Failed(failure.clone()),
            (SessionState::Restoring { failure: None }, Some(Self::Failed(failure))) => {
                Self::Failed(failure.clone())
            }
            (SessionState::Restoring { failure: None }, _) => Self::Waiting,
            (SessionState::SignedOut(_) | SessionState::SignedIn(_), _) => Self::Done,
        }
    }
}

/// Shows its children once it is known who is signed in.
#[component]
pub fn RestoreGate(
    /// The pages.
    children: ChildrenFn,
) -> Drawn {
    let session = use_session();
    let state = session.state();
    let restoring = memo_after(move |before| state.with(|state| Restoring::next(before, state)));
    let trying = memo(move || state.with(|state| *state == SessionState::Restoring { failure: None }));
    // Another failure changes words, not the page: the focus must stay where it is.
    let stage = memo(move || restoring.with(std::mem::discriminant));
    let failure = memo(move || match restoring.get() {
        Restoring::Failed(failure) => failure,
        Restoring::Done | Restoring::Waiting => ApiError::Offline,
    });
    draw! {
        {move || {
            stage.track();
            match restoring.get_untracked() {
                Restoring::Done => draw! { {children()} },
                // index.html shows the page's shape until there is one.
                Restoring::Waiting => draw! {},
                Restoring::Failed(_) => draw! {
                    <Unreachable
                        failure
                        trying
                        on_retry=callback(move |()| session.restore())
                        on_sign_out=callback(move |()| session.sign_out())
                    />
                },
            }
        }}
    }
}
