//! The pages of both areas are for people who are signed in.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::Url;

use crate::domain::route::{LOGIN, NEXT_PARAMETER};
use crate::domain::user::User;
use crate::hooks::use_session;
use crate::store::SessionState;
use crate::store::session::SignedOutReason;

/// Shows its children to the person who is signed in, and leads everyone else to the sign-in and, unless they
/// wanted to leave, back.
#[component]
pub fn SessionGate<F>(
    /// What is inside, for the person who is signed in.
    children: F,
) -> impl IntoView
where
    F: Fn(User) -> AnyView + Send + 'static,
{
    let state = use_session().state();
    let user = Memo::new(move |_| state.with(SessionState::user));
    let location = use_location();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let SessionState::SignedOut(reason) = state.get() else { return };
        let address = if reason == SignedOutReason::ByChoice {
            LOGIN.to_owned()
        } else {
            let query = location.search.get_untracked();
            let mark = if query.is_empty() { "" } else { "?" };
            let wanted = location.pathname.get_untracked() + mark + &query;
            format!("{LOGIN}?{NEXT_PARAMETER}={}", Url::escape(&wanted))
        };
        navigate(&address, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    move || user.get().map(&children)
}
