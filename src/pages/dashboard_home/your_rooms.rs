//! The rooms in which something was said last.

use leptos::prelude::*;

use crate::components::room_list::RoomList;
use crate::components::{EmptyState, EmptyStateSize, LoadError, SkeletonRows};
use crate::domain::failure::Failure;
use crate::domain::ids::UserId;
use crate::domain::presence::Feed;
use crate::domain::room::newest;
use crate::domain::route::Area;
use crate::hooks::use_chat;

/// More are on the messages page.
const SHOWN: usize = 5;

/// What the section shows.
#[derive(Clone, PartialEq, Eq)]
enum Shown {
    Pending,
    Failed(Failure),
    Empty,
    Rooms,
}

/// The section.
#[component]
pub fn YourRooms(
    /// The signed-in person.
    me: UserId,
) -> impl IntoView {
    let chat = use_chat();
    let rooms = chat.rooms();
    let newest =
        Memo::new(move |_| rooms.with(|rooms| rooms.value.as_ref().map(|rooms| newest(rooms, SHOWN))));
    let shown = Memo::new(move |_| {
        rooms.with(|rooms| match (&rooms.value, &rooms.failure) {
            (None, None) => Shown::Pending,
            (None, Some(failure)) => Shown::Failed(failure.clone()),
            (Some(rooms), _) if rooms.is_empty() => Shown::Empty,
            (Some(_), _) => Shown::Rooms,
        })
    });
    let listed = Signal::derive(move || newest.get().unwrap_or_default());
    view! {
        <section
            class="sheet"
            aria-labelledby="rooms-title"
            aria-busy=move || (shown.get() == Shown::Pending).then_some("true")
        >
            <div class="sheet__head">
                <h2 id="rooms-title">"Your rooms"</h2>
                <a class="sheet__more" href=Area::Dashboard.messages()>
                    "All messages"
                </a>
            </div>
            {move || match shown.get() {
                Shown::Pending => view! { <SkeletonRows count=4 /> }.into_any(),
                Shown::Failed(failure) => {
                    let retry = Callback::new(move |()| chat.refresh(Feed::Rooms));
                    view! { <LoadError what="Rooms" failure on_retry=retry /> }.into_any()
                }
                Shown::Empty => view! { <NoRooms /> }.into_any(),
                Shown::Rooms => view! { <RoomList rooms=listed chat me area=Area::Dashboard /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn NoRooms() -> impl IntoView {
    view! {
        <EmptyState size=EmptyStateSize::Small title="No rooms yet">
            <p>"Staff add people to rooms. Once you are in one, it is listed here."</p>
        </EmptyState>
    }
}
