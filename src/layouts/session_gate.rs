//! The pages of both areas are for people who are signed in.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::dom::Drawn;
use crate::hooks::{use_navigation, use_session};
use crate::model::paths::{LOGIN, NEXT_PARAMETER};
use crate::model::user::User;
use crate::platform::history;
use crate::reactive::{effect, memo};
use crate::store::SessionState;
use crate::store::session::SignedOutReason;

/// Shows its children to the person who is signed in, and leads everyone else to the sign-in and, unless they
/// wanted to leave, back.
#[component]
pub fn SessionGate<F>(
    /// What is inside, for the person who is signed in.
    children: F,
) -> Drawn
where
    F: Fn(User) -> Drawn + Send + 'static,
{
    let state = use_session().state();
    let user = memo(move || state.with(SessionState::user));
    let navigation = use_navigation();
    effect(move || {
        let SessionState::SignedOut(reason) = state.get() else { return };
        if reason == SignedOutReason::ByChoice {
            navigation.replace(LOGIN);
        } else {
            let wanted = history::path() + &history::query();
            navigation.replace(&format!("{LOGIN}?{NEXT_PARAMETER}={}", history::encode(&wanted)));
        }
    });
    draw! {
        {move || user.get().map(&children)}
    }
}
