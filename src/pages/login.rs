//! The sign-in.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::components::ui::{Logo, Notice, Severity, TextField};
use crate::hooks::{use_main, use_session, use_title};
use crate::model::paths::{NEXT_PARAMETER, after_sign_in};
use crate::model::sign_in::{Field, Problem};
use crate::platform::page;
use crate::store::{SessionState, SignedOutReason};

const ERROR_ID: &str = "sign-in-error";

/// The sign-in form. Whoever is signed in is led on.
#[component]
pub fn Login() -> impl IntoView {
    use_title(|| "Sign in".to_owned());
    lead_on();
    let session = use_session();
    let refusal = RwSignal::new(None);
    let sent = RwSignal::new(false);
    let problem = Memo::new(move |_| {
        // A failure of before this page was opened is no longer news.
        let failed = || sent.get().then(|| session.sign_in_failure().get()).flatten().map(Problem::Failed);
        refusal.get().or_else(failed)
    });
    let submit = move |username: String, password: String| {
        refusal.set(Problem::before_sending(&username, &password));
        if refusal.with_untracked(Option::is_none) {
            sent.set(true);
            session.sign_in(username.trim(), &password);
        }
    };
    view! {
        <main class="sign-in" id="main" tabindex="-1" node_ref=use_main()>
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

/// Leads whoever is signed in to the page that they asked for, or to their own home.
fn lead_on() {
    let user = use_session().user();
    // As it stands in the address: the router's own map of it is decoded twice.
    let search = use_location().search;
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(user) = user.get() else { return };
        let asked_for = page::query_parameter(&search.get_untracked(), NEXT_PARAMETER);
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate(after_sign_in(asked_for.as_deref(), &user), options);
    });
}

/// What went wrong; until something does, why people find themselves here.
#[component]
fn Message(problem: Memo<Option<Problem>>) -> impl IntoView {
    let state = use_session().state();
    let has_expired =
        Memo::new(move |_| state.with(|state| *state == SessionState::SignedOut(SignedOutReason::Expired)));
    move || {
        match problem.with(|problem| problem.as_ref().map(Problem::words)) {
        Some(words) => view! {
            <Notice severity=Severity::Danger icon="alert" role="alert" id=ERROR_ID>
                {words}
            </Notice>
        }
        .into_any(),
        None if has_expired.get() => view! {
            <Notice icon="info" role="status">
                "You were signed out because your session ended. Sign in to continue where you were; what you typed is kept."
            </Notice>
        }
        .into_any(),
        None => ().into_any(),
    }
    }
}

#[component]
fn Form(
    problem: Memo<Option<Problem>>,
    busy: ReadSignal<bool>,
    submit: impl Fn(String, String) + Send + Sync + 'static,
) -> impl IntoView {
    let (username, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (username_field, password_field) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let error_in = move |field| {
        Signal::derive(move || {
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
    Effect::new(move |_| {
        username_field.track();
        let field = problem.with(|problem| problem.as_ref().map_or(Some(Field::Username), Problem::field));
        let field = field.and_then(|field| match field {
            Field::Username => username_field.get_untracked(),
            Field::Password => password_field.get_untracked(),
        });
        if let Some(field) = field {
            // A field can take the focus.
            let _ = field.focus();
        }
    });
    let is_busy = move || busy.get().then_some("true");
    view! {
        <form method="post" novalidate class="sign-in__form" on:submit=on_submit>
            <TextField
                label="Username"
                name="username"
                autocomplete="username"
                value=username
                error_id=error_in(Field::Username)
                node_ref=username_field
            />
            <TextField
                label="Password"
                name="password"
                kind="password"
                autocomplete="current-password"
                value=password
                error_id=error_in(Field::Password)
                node_ref=password_field
            />
            <button class="button button--primary" aria-disabled=is_busy aria-busy=is_busy>
                <Show when=move || busy.get()>
                    <span class="spinner" aria-hidden="true"></span>
                </Show>
                {move || if busy.get() { "Signing in…" } else { "Sign in" }}
            </button>
        </form>
    }
}
