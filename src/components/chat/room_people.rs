//! Who is in a room.

use leptos::prelude::*;

use crate::chat::open_room::attendance;
use crate::chat::stable_order::freeze_order;
use crate::components::people::{Avatar, AvatarSize, PeopleList};
use crate::components::ui::Icon;
use crate::hooks::hover_or_focus;
use crate::model::ids::UserId;
use crate::model::user::User;
use crate::store::ChatStore;

/// So many faces are on the button.
const FACES: usize = 4;

/// How many people of a room are online, and who they are.
#[component]
pub fn RoomPeople(
    /// Everyone in the room but the reader.
    #[prop(into)]
    others: Signal<Vec<User>>,
    /// The reader.
    me: UserId,
) -> impl IntoView {
    let presence = expect_context::<ChatStore>().presence();
    let words =
        Memo::new(move |_| others.with(|others| presence.with(|snapshot| attendance(others, snapshot))));
    let faces =
        Memo::new(move |_| others.with(|others| others.iter().take(FACES).cloned().collect::<Vec<_>>()));
    let face = |user| view! { <Avatar user size=AvatarSize::Tiny named=true /> };
    let frozen = RwSignal::new(false);
    let people = Memo::new(move |shown: Option<&Vec<User>>| {
        let (others, frozen) = (others.get(), frozen.get());
        shown.filter(|_| frozen).map_or_else(|| others.clone(), |shown| freeze_order(shown, &others))
    });
    view! {
        <button class="button button--quiet conversation__people" popovertarget="room-people">
            <span class="avatar-stack">
                {move || faces.get().into_iter().map(face).collect_view()}
            </span>
            {words}
            <Icon name="chevron-down" small=true />
        </button>
        <div
            class="popover conversation__popover"
            id="room-people"
            popover="auto"
            use:hover_or_focus=frozen
        >
            <PeopleList people me label="People in this room" />
        </div>
    }
}
