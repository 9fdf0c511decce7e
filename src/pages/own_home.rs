//! `/`, which leads on.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::Boot;
use crate::domain::route::{Area, LOGIN};
use crate::hooks::use_session;
use crate::store::SessionState;

/// Leads people to their own home, and others to the sign-in.
#[component]
pub fn OwnHome() -> impl IntoView {
    let state = use_session().state();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let home = state.with(SessionState::user).map_or(LOGIN, |user| Area::home_of(&user).home());
        navigate(home, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    view! { <Boot /> }
}
