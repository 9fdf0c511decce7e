//! `/`, which leads on.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;

use crate::hooks::use_session;
use crate::model::paths::{Area, LOGIN};

/// Leads people to their own home, and others to the sign-in.
#[component]
pub fn HomeRedirect() -> impl IntoView {
    let path = use_session().user_untracked().map_or(LOGIN, |user| Area::home_of(&user).home());
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    view! { <Redirect path options /> }
}
