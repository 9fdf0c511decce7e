//! Nothing is shown that depends on who is signed in before that is known.

use leptos::prelude::*;

use crate::components::ui::Unreachable;
use crate::hooks::use_session;
use crate::model::api_error::ApiError;
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
            (SessionState::Restoring { failure: Some(failure) }, _)
            | (SessionState::Restoring { failure: None }, Some(Self::Failed(failure))) => {
                Self::Failed(failure.clone())
            }
            (SessionState::Restoring { failure: None }, _) => Self::Waiting,
            (SessionState::SignedOut(_) | SessionState::SignedIn(_), _) => Self::Done,
        }
    }
}

/// Shows its children once it is known who is signed in.
#[component]
pub fn SessionRestore(
    /// The pages.
    children: ChildrenFn,
) -> impl IntoView {
    let session = use_session();
    let state = session.state();
    let restoring =
        Memo::new(move |before: Option<&Restoring>| state.with(|state| Restoring::next(before, state)));
    let trying = Memo::new(move |_| state.with(|state| *state == SessionState::Restoring { failure: None }));
    // Another failure changes words, not the page: the focus must stay where it is.
    let is_done = move || restoring.with(|restoring| *restoring == Restoring::Done);
    let has_failed = move || restoring.with(|restoring| matches!(restoring, Restoring::Failed(_)));
    let failure = Signal::derive(move || match restoring.get() {
        Restoring::Failed(failure) => failure,
        Restoring::Done | Restoring::Waiting => ApiError::Offline,
    });
    // Until either is so, index.html shows the page's shape.
    view! {
        <Show when=is_done>{children()}</Show>
        <Show when=has_failed>
            <Unreachable
                failure
                trying
                on_retry=Callback::new(move |()| session.restore())
                on_sign_out=Callback::new(move |()| session.sign_out())
            />
        </Show>
    }
}
