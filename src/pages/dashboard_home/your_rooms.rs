//! The rooms in which something was said last.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::chat::rooms::newest;
use crate::components::chat::{NoRooms, RoomList};
use crate::components::ui::AsyncList;
use crate::hooks::use_chat;
use crate::model::ids::{RoomId, UserId};
use crate::model::paths::Area;
use crate::model::remote_data::{LoadState, RemoteData};
use crate::platform::page;
use crate::presence::Feed;

/// More are on the messages page.
const SHOWN: usize = 5;

/// The section.
#[component]
pub fn YourRooms(
    /// The signed-in person.
    me: UserId,
) -> impl IntoView {
    let chat = use_chat();
    let rooms = chat.rooms();
    let newest = Memo::new(move |_| {
        rooms.with(|rooms| rooms.value.as_ref().map(|rooms| newest(rooms, SHOWN)).unwrap_or_default())
    });
    let state = Memo::new(move |_| rooms.with(RemoteData::state));
    let href = |room: RoomId| page::href(&Area::Dashboard.room(room));
    view! {
        <section
            class="sheet"
            aria-labelledby="rooms-title"
            aria-busy=move || (state.get() == LoadState::Pending).then_some("true")
        >
            <div class="sheet__head">
                <h2 id="rooms-title">"Your rooms"</h2>
                <A href=page::href(Area::Dashboard.messages()) attr:class="sheet__more">
                    "All messages"
                </A>
            </div>
            <AsyncList
                state
                what="Rooms"
                rows=4
                on_retry=Callback::new(move |()| chat.refresh(Feed::Rooms))
            >
                <Show when=move || !newest.with(Vec::is_empty) fallback=NoRooms>
                    <RoomList rooms=newest me href />
                </Show>
            </AsyncList>
        </section>
    }
}
