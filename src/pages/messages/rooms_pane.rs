//! The list of rooms, and the field that narrows it.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::chat::rooms::filter_rooms;
use crate::components::async_list::AsyncList;
use crate::components::empty_state::{EmptyState, EmptyStateSize};
use crate::components::no_rooms::NoRooms;
use crate::components::room_list::RoomList;
use crate::components::search_field::SearchField;
use crate::dom::Drawn;
use crate::hooks::{use_chat, use_session};
use crate::model::ids::RoomId;
use crate::model::paths::Area;
use crate::model::remote_data::{LoadState, RemoteData};
use crate::model::room::Room;
use crate::platform::letter_case::lower;
use crate::platform::page;
use crate::presence::Feed;
use crate::reactive::{Live, State, callback, memo};
use crate::store::chat::Rooms;

const FILTER_ID: &str = "room-filter";

#[component]
pub(super) fn RoomsPane(rooms: Live<Rooms>, area: Area, current: Live<Option<RoomId>>) -> Drawn {
    let chat = use_chat();
    let me = use_session().user_id_untracked();
    let query = State::new(String::new());
    let found = memo(move || {
        rooms.with(|rooms| {
            let all = rooms.value.as_ref().map_or(&[][..], |rooms| rooms.as_slice());
            query.with(|query| filter_rooms(all, query, lower).cloned().collect::<Vec<Room>>())
        })
    });
    let listing = memo(move || rooms.with(RemoteData::listing));
    let has_none =
        memo(move || rooms.with(|rooms| rooms.value.as_ref().is_some_and(|rooms| rooms.is_empty())));
    let finds_none = memo(move || found.with(Vec::is_empty));
    let reload = callback(move |()| {
        chat.refresh(Feed::Rooms);
        focus_filter();
    });
    let is_old = memo(move || rooms.with(|rooms| rooms.value.is_some() && rooms.failure.is_some()));
    draw! {
        <nav
            class="rooms"
            aria-label="Rooms"
            aria-busy=move || (listing.get() == LoadState::Pending).then_some("true")
        >
            <div class="rooms__head">
                <h2 class="rooms__title">"Rooms"</h2>
                <SearchField id=FILTER_ID label="Find a room" query />
                <p class="rooms__note" role="status">
                    {move || {
                        let words = if is_old.get() { "The list could not be refreshed. Trying again." } else { "" };
                        words.to_owned()
                    }}
                </p>
            </div>
            <AsyncList listing what="Rooms" rows=6 class="room-list" on_retry=reload>
                {move || match me {
                    _ if has_none.get() => draw! { <NoRooms /> },
                    _ if finds_none.get() => draw! { <NoMatch query /> },
                    Some(me) => draw! { <RoomList rooms=found chat me area current /> },
                    None => draw! {},
                }}
            </AsyncList>
        </nav>
    }
}

#[component]
fn NoMatch(query: State<String>) -> Drawn {
    let title = memo(move || query.with(|query| format!("No room matches “{}”", query.trim())));
    let show_all = move |_| {
        query.set(String::new());
        focus_filter();
    };
    draw! {
        <EmptyState size=EmptyStateSize::Small title>
            <button class="button button--text" on:click=show_all>
                "Show all rooms"
            </button>
        </EmptyState>
    }
}

/// For buttons that go when they are pressed: the focus must not go with them.
fn focus_filter() {
    page::focus(&format!("#{FILTER_ID}"));
}
