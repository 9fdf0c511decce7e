//! The list of rooms, and the field that narrows it.

use leptos::prelude::*;

use crate::components::empty_state::{EmptyState, EmptyStateSize};
use crate::components::load_error::LoadError;
use crate::components::room_list::RoomList;
use crate::components::search_field::SearchField;
use crate::components::skeleton::SkeletonRows;
use crate::domain::failure::Failure;
use crate::domain::ids::RoomId;
use crate::domain::loaded::Loaded;
use crate::domain::presence::Feed;
use crate::domain::room::{Room, filter_rooms};
use crate::domain::route::Area;
use crate::hooks::{use_chat, use_session};
use crate::store::chat::Rooms;

/// What there is of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Pending,
    Failed(Failure),
    NoRooms,
    NoMatch,
    Rooms,
}

#[component]
pub(super) fn RoomsPane(
    rooms: ReadSignal<Rooms>,
    area: Area,
    current: Signal<Option<RoomId>>,
) -> impl IntoView {
    let chat = use_chat();
    let me = use_session().user_id_untracked();
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        rooms.with(|rooms| {
            let all = rooms.value.as_ref().map_or(&[][..], |rooms| rooms.as_slice());
            query.with(|query| filter_rooms(all, query).cloned().collect::<Vec<Room>>())
        })
    });
    let shown = Memo::new(move |_| rooms.with(|rooms| shown(rooms, found.with(Vec::is_empty))));
    let reload = Callback::new(move |()| chat.refresh(Feed::Rooms));
    let is_old = Memo::new(move |_| rooms.with(|rooms| rooms.value.is_some() && rooms.failure.is_some()));
    let body = move || match (shown.get(), me) {
        (Shown::Rooms, Some(me)) => view! { <RoomList rooms=found.into() chat me area current /> }.into_any(),
        (Shown::Pending, _) | (_, None) => view! { <SkeletonRows count=6 class="room-list" /> }.into_any(),
        (Shown::Failed(failure), _) => {
            view! { <LoadError what="Rooms" failure on_retry=reload /> }.into_any()
        }
        (Shown::NoRooms, _) => view! {
            <EmptyState size=EmptyStateSize::Small title="No rooms yet">
                <p>"Staff add people to rooms. Once you are in one, it is listed here."</p>
            </EmptyState>
        }
        .into_any(),
        (Shown::NoMatch, _) => view! { <NoMatch query /> }.into_any(),
    };
    view! {
        <nav
            class="rooms"
            aria-label="Rooms"
            aria-busy=move || (shown.get() == Shown::Pending).then_some("true")
        >
            <div class="rooms__head">
                <h2 class="rooms__title">"Rooms"</h2>
                <SearchField id="room-filter" label="Find a room" query />
                <p class="rooms__note" role="status">
                    {move || is_old.get().then_some("The list could not be refreshed. Trying again.")}
                </p>
            </div>
            {body}
        </nav>
    }
}

#[component]
fn NoMatch(query: RwSignal<String>) -> impl IntoView {
    let title = Signal::derive(move || query.with(|query| format!("No room matches “{}”", query.trim())));
    view! {
        <EmptyState size=EmptyStateSize::Small title>
            <button class="button button--text" type="button" on:click=move |_| query.set(String::new())>
                "Show all rooms"
            </button>
        </EmptyState>
    }
}

fn shown<T: AsRef<Vec<Room>>>(rooms: &Loaded<T>, none_found: bool) -> Shown {
    match (&rooms.value, &rooms.failure) {
        (None, None) => Shown::Pending,
        (None, Some(failure)) => Shown::Failed(failure.clone()),
        (Some(rooms), _) if rooms.as_ref().is_empty() => Shown::NoRooms,
        (Some(_), _) if none_found => Shown::NoMatch,
        (Some(_), _) => Shown::Rooms,
    }
}
