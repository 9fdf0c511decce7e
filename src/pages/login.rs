//! The sign-in.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::components::{Logo, Notice, Severity, TextField};
use crate::dom::Drawn;
use crate::hooks::{use_navigation, use_session, use_title};
use crate::model::paths::{NEXT_PARAMETER, after_sign_in};
use crate::model::sign_in::{Field, Problem};
use crate::platform::{history, page, timers};
use crate::reactive::{Live, State, effect, keep, memo};
use crate::store::SessionState;
use crate::store::session::SignedOutReason;

const ERROR_ID: &str = "sign-in-error";

/// A field's name and id.
const fn name_of(field: Field) -> &'static str {
    match field {
        Field::Username => "username",
        Field::Password => "password",
    }
}

fn focus(field: Field) {
    page::focus(&format!("#{}", name_of(field)));
}

/// The sign-in form. Whoever is signed in is led on.
#[component]
pub fn Login() -> Drawn {
    use_title(|| "Sign in".to_owned());
    lead_on();
    let session = use_session();
    let refusal = State::new(None);
    let sent = State::new(false);
    let problem = memo(move || {
        // A failure of before this page was opened is no longer news.
        let failed = || sent.get().then(|| session.sign_in_failure().get()).flatten().map(Problem::Failed);
        refusal.get().or_else(failed)
    });
    let submit = move |username: String, password: String| {
        refusal.set(Problem::before_sending(&username, &password));
        if refusal.with_untracked(Option::is_none) {
            sent.set(true);
            session.sign_in(username.trim().to_owned(), password);
        }
    };
    draw! {
        <main class="sign-in" id="main" tabindex="-1">
            <div class="sheet sign-in__card">
                <div class="sign-in__head">
                    <Logo />
                    <h1>"Sign in"</h1>
                    <p>"See who is there, and talk with them."</p>
                </div>
                <Message problem />
                <Form problem busy=session.is_signing_in() submit />
            </div>
            <p class="sign-in__foot">"You show as online only while the page is in view."</p>
        </main>
    }
}

fn lead_on() {
    let state = use_session().state();
    let navigation = use_navigation();
    effect(move || {
        let Some(user) = state.with(SessionState::user) else { return };
        let asked_for = history::parameter(&history::query(), NEXT_PARAMETER);
        navigation.replace(after_sign_in(asked_for.as_deref(), &user));
    });
}

/// What went wrong; until something does, why people find themselves here.
#[component]
fn Message(problem: Live<Option<Problem>>) -> Drawn {
    let state = use_session().state();
    let expired = move || state.with(|state| *state == SessionState::SignedOut(SignedOutReason::Expired));
    draw! {
        {move || match problem.with(|problem| problem.as_ref().map(Problem::words)) {
            Some(words) => draw! {
                <Notice gravity=Severity::Danger icon="alert" role="alert" id=ERROR_ID>
                    {words}
                </Notice>
            },
            None if expired() => draw! {
                <Notice icon="info" role="status">
                    "You were signed out because your session ended. Sign in to continue where you were; what you typed is kept."
                </Notice>
            },
            None => draw! {},
        }}
    }
}

#[component]
fn Form(
    problem: Live<Option<Problem>>,
    busy: Live<bool>,
    submit: impl Fn(String, String) + 'static,
) -> Drawn {
    let (username, password) = (State::new(String::new()), State::new(String::new()));
    let error_in = move |field| {
        memo(move || {
            problem
                .with(|problem| problem.as_ref().is_some_and(|problem| problem.concerns(field)))
                .then_some(ERROR_ID)
        })
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            submit(username.get_untracked(), password.get_untracked());
        }
    };
    effect(move || {
        if let Some(field) = problem.with(|problem| problem.as_ref().and_then(Problem::field)) {
            focus(field);
        }
    });
    // Not before the page is in its place.
    keep(timers::after(Duration::ZERO, || focus(Field::Username)));
    draw! {
        <form method="post" novalidate class="sign-in__form" on:submit=on_submit>
            <TextField
                label="Username"
                name=name_of(Field::Username)
                autocomplete="username"
                value=username
                error_id=error_in(Field::Username)
            />
            <TextField
                label="Password"
                name=name_of(Field::Password)
                kind="password"
                autocomplete="current-password"
                value=password
                error_id=error_in(Field::Password)
            />
            <button class="button button--primary" aria-disabled=move || busy.get().then_some("true") aria-busy=move || busy.get().then_some("true")>
                {move || busy.get().then(|| draw! { <span class="spinner" aria-hidden="true"></span> })}
                {move || if busy.get() { "Signing in…".to_owned() } else { "Sign in".to_owned() }}
            </button>
        </form>
    }
}
