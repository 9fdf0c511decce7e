//! The head of a conversation: which room it is, and who is in it.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::icon::Icon;
use super::online_status_indicator::OnlineStatusIndicator;
use super::room_people::RoomPeople;
use crate::dom::Drawn;
use crate::model::ids::UserId;
use crate::model::paths::Area;
use crate::model::user::User;
use crate::reactive::{Live, memo};
use crate::store::ChatStore;

/// The id of the heading.
pub const TITLE_ID: &str = "room-title";

/// The head of a conversation.
#[component]
pub fn ConversationHead(
    /// The room's name; `None` while it is on its way.
    name: Live<Option<String>>,
    /// Everyone in the room but the reader; `None` while that is not known.
    others: Live<Option<Vec<User>>>,
    /// Where their status is known.
    chat: ChatStore,
    /// The reader.
    me: UserId,
    /// Where the way back leads.
    area: Area,
) -> Drawn {
    let heading = move || match name.get() {
        Some(name) => draw! { {name} },
        None => draw! {
            <span class="visually-hidden">"Room"</span>
            <span class="skeleton" style="--w:9rem"></span>
        },
    };
    let only_other = memo(move || {
        others.with(|others| match others.as_deref() {
            Some([other]) => Some(other.id),
            _ => None,
        })
    });
    let count = memo(move || others.with(|others| others.as_ref().map(Vec::len)));
    let people = memo(move || others.get().unwrap_or_default());
    draw! {
        <header class="conversation__head">
            <a
                class="button button--quiet button--icon conversation__back"
                href=area.messages()
                aria-label="Back to rooms"
            >
                <Icon name="arrow-left" />
            </a>
            <div class="conversation__title">
                <h2 id=TITLE_ID class="truncate" dir="auto" tabindex="-1">{heading}</h2>
                {move || only_other.get().map(|id| draw! { <OnlineStatusIndicator user_id=id chat label=true /> })}
                {move || {
                    (count.get() == Some(0))
                        .then(|| draw! { <p class="conversation__sub">"Nobody else is in this room."</p> })
                }}
            </div>
            {move || {
                (count.get() > Some(1)).then(|| draw! { <RoomPeople others=people chat me /> })
            }}
        </header>
    }
}
