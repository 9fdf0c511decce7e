//! The veterans' home: who is here, and what was said last.

mod online_now;
mod your_rooms;

use leptos::prelude::*;

use crate::chat::who_is_online::summary;
use crate::hooks::{use_chat, use_session, use_title};
use online_now::OnlineNow;
use your_rooms::YourRooms;

/// The home page of the dashboard.
#[component]
pub fn DashboardHome() -> impl IntoView {
    use_title(|| "Home".to_owned());
    let chat = use_chat();
    let me = use_session().user_untracked()?;
    let id = me.id;
    let summary = Memo::new(move |_| {
        chat.people().with(|people| {
            let known = people.value.as_ref()?;
            Some(chat.presence().with(|snapshot| summary(known, snapshot, id)))
        })
    });
    Some(view! {
        <div class="page">
            <div class="page__head">
                <h1>"Welcome back, " {me.first_name().to_owned()}</h1>
                <p>{summary}</p>
            </div>
            <div class="home">
                <OnlineNow me=id />
                <YourRooms me=id />
            </div>
        </div>
    })
}
