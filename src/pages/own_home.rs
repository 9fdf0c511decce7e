//! `/`, which leads on.

use leptos::prelude::*;

use crate::hooks::{use_navigation, use_session};
use crate::model::paths::{Area, LOGIN};
use crate::reactive::effect;
use crate::store::SessionState;

/// Leads people to their own home, and others to the sign-in.
#[component]
pub fn OwnHome() {
    let state = use_session().state();
    let navigation = use_navigation();
    effect(move || {
        let home = state.with(SessionState::user).map_or(LOGIN, |user| Area::home_of(&user).home());
        navigation.replace(home);
    });
}
