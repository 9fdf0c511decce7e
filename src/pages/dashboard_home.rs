//! The veterans' home: who is here, and what was said last.

mod online_now;
mod your_rooms;

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::chat::who_is_online::summary;
use crate::dom::Drawn;
use crate::hooks::{use_chat, use_session, use_title};
use crate::reactive::memo;
use online_now::OnlineNow;
use your_rooms::YourRooms;

/// The home page of the dashboard.
#[component]
pub fn DashboardHome() -> Drawn {
    use_title(|| "Home".to_owned());
    let chat = use_chat();
    let page = use_session().user_untracked().map(|me| {
        let id = me.id;
        let people = chat.people();
        let summary = memo(move || {
            people.with(|people| {
                let known = people.value.as_ref();
                known.map(|known| chat.presence().with(|snapshot| summary(known, snapshot, id)))
            })
        });
        draw! {
            <div class="page">
                <div class="page__head">
                    <h1>{format!("Welcome back, {}", me.first_name())}</h1>
                    <p>{move || summary.get().unwrap_or_default()}</p>
                </div>
                <div class="home">
                    <OnlineNow me=id />
                    <YourRooms me=id />
                </div>
            </div>
        }
    });
    draw! { {page} }
}
