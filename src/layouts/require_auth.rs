//! The pages of both areas are for people who are signed in.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;

use crate::hooks::use_session;
use crate::model::paths::{LOGIN, NEXT_PARAMETER};
use crate::platform::page;
use crate::store::{SessionState, SignedOutReason};

/// Shows what is inside to people who are signed in, and leads everyone else to the sign-in and, unless they
/// wanted to leave, back.
#[component]
pub fn RequireAuth() -> impl IntoView {
    let user = use_session().user();
    view! {
        <Show when=move || user.with(Option::is_some) fallback=ToSignIn>
            <Outlet />
        </Show>
    }
}

#[component]
fn ToSignIn() -> impl IntoView {
    let location = use_location();
    let by_choice = SessionState::SignedOut(SignedOutReason::ByChoice);
    let path = if use_session().state().with_untracked(|state| *state == by_choice) {
        LOGIN.to_owned()
    } else {
        let path = page::without_base(&location.pathname.get_untracked());
        format!(
            "{LOGIN}?{NEXT_PARAMETER}={}",
            page::encode(&page::with_query(&path, &location.search.get_untracked()))
        )
    };
    // Replaced, so that Back doesn't lead into the guard again.
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    view! { <Redirect path options /> }
}
