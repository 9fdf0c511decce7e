//! Who is in a room.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::avatar::{Avatar, AvatarSize};
use super::icon::Icon;
use super::people_list::PeopleList;
use super::rows::{RowList, Rows};
use super::use_hover_or_focus::use_hover_or_focus;
use crate::chat::open_room::attendance;
use crate::chat::stable_order::hold;
use crate::dom::Drawn;
use crate::model::ids::UserId;
use crate::model::user::User;
use crate::reactive::{Live, memo, memo_after};
use crate::store::ChatStore;

/// So many faces are on the button.
const FACES: usize = 4;

/// How many people of a room are online, and who they are.
#[component]
pub fn RoomPeople(
    /// Everyone in the room but the reader.
    others: Live<Vec<User>>,
    /// Where their status is known.
    chat: ChatStore,
    /// The reader.
    me: UserId,
) -> Drawn {
    let presence = chat.presence();
    let words = memo(move || others.with(|others| presence.with(|snapshot| attendance(others, snapshot))));
    let face = move |user: &User| {
        draw! { <Avatar user=user.clone() chat size=AvatarSize::Tiny named=true /> }
    };
    let held = use_hover_or_focus("#room-people");
    let people = memo_after(move |shown: Option<&Vec<User>>| {
        let (others, held) = (others.get(), held.get());
        shown.filter(|_| held).map_or_else(|| others.clone(), |shown| hold(shown, &others))
    });
    draw! {
        <button class="button button--quiet conversation__people" popovertarget="room-people">
            <span class="avatar-stack">
                <Rows each=Box::new(move || {
                    let first = others.with(|others| others.iter().take(FACES).cloned().collect());
                    RowList::new(first, User::clone, face)
                }) />
            </span>
            {move || words.get()}
            <Icon name="chevron-down" small=true />
        </button>
        <div class="popover conversation__popover" id="room-people" popover="auto">
            <PeopleList people chat me label="People in this room" />
        </div>
    }
}
