//! The list of rooms, and the field that narrows it.

use leptos::html::Input;
use leptos::prelude::*;

use crate::chat::rooms::filter_rooms;
use crate::components::chat::{NoRooms, RoomList};
use crate::components::ui::{AsyncList, EmptyState, EmptyStateSize, SearchField};
use crate::hooks::{use_chat, use_session};
use crate::model::ids::RoomId;
use crate::model::paths::Area;
use crate::model::remote_data::{LoadState, RemoteData};
use crate::model::room::Room;
use crate::platform::letter_case::lower;
use crate::platform::page;
use crate::presence::Feed;

#[component]
pub(super) fn RoomsPane(area: Area, current: Memo<Option<RoomId>>) -> impl IntoView {
    let chat = use_chat();
    let rooms = chat.rooms();
    let query = RwSignal::new(String::new());
    let filter = NodeRef::<Input>::new();
    let state = Memo::new(move |_| rooms.with(RemoteData::state));
    let is_old = Memo::new(move |_| rooms.with(|rooms| rooms.value.is_some() && rooms.failure.is_some()));
    let note = move || is_old.get().then_some("The list could not be refreshed. Trying again.");
    let reload = Callback::new(move |()| {
        chat.refresh(Feed::Rooms);
        focus(filter);
    });
    let show_all = Callback::new(move |()| {
        query.set(String::new());
        focus(filter);
    });
    view! {
        <nav
            class="rooms"
            aria-label="Rooms"
            aria-busy=move || (state.get() == LoadState::Pending).then_some("true")
        >
            <div class="rooms__head">
                <h2 class="rooms__title">"Rooms"</h2>
                <SearchField label="Find a room" query node_ref=filter />
                <p class="rooms__note" role="status">
                    {note}
                </p>
            </div>
            <AsyncList state what="Rooms" rows=6 class="room-list" on_retry=reload>
                <Found area current query on_show_all=show_all />
            </AsyncList>
        </nav>
    }
}

/// The rooms that match what is looked for.
#[component]
fn Found(
    area: Area,
    current: Memo<Option<RoomId>>,
    query: RwSignal<String>,
    on_show_all: Callback<()>,
) -> impl IntoView {
    let rooms = use_chat().rooms();
    let me = use_session().user_id_untracked()?;
    let found = Memo::new(move |_| {
        rooms.with(|rooms| {
            let all = rooms.value.as_ref().map_or(&[][..], |rooms| rooms.as_slice());
            query.with(|query| filter_rooms(all, query, lower).cloned().collect::<Vec<Room>>())
        })
    });
    let has_none =
        Memo::new(move |_| rooms.with(|rooms| rooms.value.as_ref().is_some_and(|rooms| rooms.is_empty())));
    let finds_none = Memo::new(move |_| found.with(Vec::is_empty));
    let href = move |room: RoomId| page::href(&area.room(room));
    Some(move || match (has_none.get(), finds_none.get()) {
        (true, _) => view! { <NoRooms /> }.into_any(),
        (_, true) => view! { <NoMatch query on_show_all /> }.into_any(),
        _ => view! { <RoomList rooms=found me href current /> }.into_any(),
    })
}

#[component]
fn NoMatch(query: RwSignal<String>, on_show_all: Callback<()>) -> impl IntoView {
    let title = Signal::derive(move || query.with(|query| format!("No room matches “{}”", query.trim())));
    view! {
        <EmptyState size=EmptyStateSize::Small title>
            <button class="button button--text" on:click=move |_| on_show_all.run(())>
                "Show all rooms"
            </button>
        </EmptyState>
    }
}

/// For buttons that go when they are pressed: the focus must not go with them.
fn focus(field: NodeRef<Input>) {
    if let Some(field) = field.get_untracked() {
        // A field can take it.
        let _ = field.focus();
    }
}
