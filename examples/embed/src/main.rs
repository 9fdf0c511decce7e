//! An app with presence: a sign-in, everyone with their dots, and a page of those who are online.

use leptos::{ev::SubmitEvent, prelude::*};
use leptos_presence::components::OnlineStatusIndicator;
use leptos_presence::hooks::{use_heartbeat, use_online_users, use_people, use_people_by_name};
use leptos_presence::model::{sign_in::Problem, user::User};
use leptos_presence::presence::{Snapshot, Status};
use leptos_presence::runtime::{PresenceOptions, provide_presence};
use leptos_presence::store::{ChatStore, SessionState, SessionStore};
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::path;

fn main() {
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    // "" is the page's own origin; any other is named: "https://api.example.org".
    let session = provide_presence(PresenceOptions::for_backend("")).session;
    let is_signed_in = Memo::new(move |_| session.user().with(Option::is_some));
    view! { <Router><Show when=move || is_signed_in.get() fallback=SignIn><Team /></Show></Router> }
}

#[component]
fn SignIn() -> impl IntoView {
    let session = expect_context::<SessionStore>();
    let (username, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let sign_in = move |event: SubmitEvent| {
        event.prevent_default();
        session.sign_in(&username.get_untracked(), &password.get_untracked());
    };
    // After a reload the session of before is taken up.
    let is_restoring = move || session.state().get() == SessionState::Restoring { failure: None };
    let problem = move || session.sign_in_failure().get().map(|failure| Problem::Failed(failure).words());
    view! {
        <form hidden=is_restoring on:submit=sign_in>
            <label class="field">"Username" <input class="field__input" bind:value=username /></label>
            <label class="field">"Password" <input class="field__input" type="password" bind:value=password /></label>
            <button class="button button--primary" disabled=session.is_signing_in()>"Sign in"</button>
            <p role="alert">{problem}</p>
        </form>
    }
}

/// While this is shown, its reader is online, and what it shows of others is kept up to date.
#[component]
fn Team() -> impl IntoView {
    use_heartbeat(None);
    use_online_users();
    use_people();
    let (chat, session) = (expect_context::<ChatStore>(), expect_context::<SessionStore>());
    let count = move || chat.presence().with(Snapshot::online_count);
    let count = move || count().map_or("Online: not known".to_owned(), |count| format!("Online: {count}"));
    view! {
        <header>
            <A href="/">"Everyone"</A>
            <A href="/online">{count}</A>
            <button class="button" on:click=move |_| session.sign_out()>"Sign out"</button>
        </header>
        <Routes fallback=|| "There is no such page.">
            <Route path=path!("/") view=|| view! { <People title="Everyone" is_shown=|_| true /> } />
            <Route path=path!("/online") view=|| view! { <People title="Online" is_shown=|now| now == Status::Online /> } />
        </Routes>
    }
}

#[component]
fn People(title: &'static str, is_shown: fn(Status) -> bool) -> impl IntoView {
    let chat = expect_context::<ChatStore>();
    let by_name = use_people_by_name(chat);
    let is_listed = move |user: &&User| is_shown(chat.status_now(user.id));
    let people = move || by_name.with(|people| people.users().filter(is_listed).cloned().collect::<Vec<_>>());
    view! {
        <h1>{title}</h1>
        <For each=people key=User::clone let:user>
            <p><OnlineStatusIndicator user_id=user.id label=true /> {user.display_name.to_string()}</p>
        </For>
    }
}
