//! The rooms in which something was said last.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::chat::rooms::newest;
use crate::components::room_list::RoomList;
use crate::components::{AsyncList, NoRooms};
use crate::dom::Drawn;
use crate::hooks::use_chat;
use crate::model::ids::UserId;
use crate::model::paths::Area;
use crate::model::remote_data::{LoadState, RemoteData};
use crate::presence::Feed;
use crate::reactive::{callback, memo};

/// More are on the messages page.
const SHOWN: usize = 5;

/// The section.
#[component]
pub fn YourRooms(
    /// The signed-in person.
    me: UserId,
) -> Drawn {
    let chat = use_chat();
    let rooms = chat.rooms();
    let newest = memo(move || {
        rooms.with(|rooms| rooms.value.as_ref().map(|rooms| newest(rooms, SHOWN)).unwrap_or_default())
    });
    let listing = memo(move || rooms.with(RemoteData::listing));
    let none = memo(move || newest.with(Vec::is_empty));
    draw! {
        <section
            class="sheet"
            aria-labelledby="rooms-title"
            aria-busy=move || (listing.get() == LoadState::Pending).then_some("true")
        >
            <div class="sheet__head">
                <h2 id="rooms-title">"Your rooms"</h2>
                <a class="sheet__more" href=Area::Dashboard.messages()>
                    "All messages"
                </a>
            </div>
            <AsyncList listing what="Rooms" rows=4 on_retry=callback(move |()| chat.refresh(Feed::Rooms))>
                {move || {
                    if none.get() {
                        draw! { <NoRooms /> }
                    } else {
                        draw! { <RoomList rooms=newest chat me area=Area::Dashboard /> }
                    }
                }}
            </AsyncList>
        </section>
    }
}
