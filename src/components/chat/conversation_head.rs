//! The head of a conversation: which room it is, and who is in it.

use leptos::html::H2;
use leptos::prelude::*;

use super::room_people::RoomPeople;
use crate::components::OnlineStatusIndicator;
use crate::components::ui::Icon;
use crate::model::ids::UserId;
use crate::model::user::User;

/// The id of the heading, which names the conversation.
pub const TITLE_ID: &str = "room-title";

/// The head of a conversation.
#[component]
pub fn ConversationHead(
    /// The room's name; `None` while it is on its way.
    #[prop(into)]
    name: Signal<Option<String>>,
    /// Everyone in the room but the reader; `None` while that is not known.
    #[prop(into)]
    others: Signal<Option<Vec<User>>>,
    /// The reader.
    me: UserId,
    /// The address of the rooms.
    back: String,
    /// The heading, for those who give it the focus.
    heading: NodeRef<H2>,
) -> impl IntoView {
    let title = move || match name.get() {
        Some(name) => name.into_any(),
        None => view! {
            <span class="visually-hidden">"Room"</span>
            <span class="skeleton" style="--w:9rem"></span>
        }
        .into_any(),
    };
    let only_other = Memo::new(move |_| {
        others.with(|others| match others.as_deref() {
            Some([other]) => Some(other.id),
            _ => None,
        })
    });
    let count = Memo::new(move |_| others.with(|others| others.as_ref().map(Vec::len)));
    let people = Memo::new(move |_| others.get().unwrap_or_default());
    view! {
        <header class="conversation__head">
            <a
                class="button button--quiet button--icon conversation__back"
                href=back
                aria-label="Back to rooms"
            >
                <Icon name="arrow-left" />
            </a>
            <div class="conversation__title">
                <h2 id=TITLE_ID class="truncate" dir="auto" tabindex="-1" node_ref=heading>
                    {title}
                </h2>
                {move || only_other.get().map(|user_id| view! { <OnlineStatusIndicator user_id label=true /> })}
                <Show when=move || { count.get() == Some(0) }>
                    <p class="conversation__sub">"Nobody else is in this room."</p>
                </Show>
            </div>
            <Show when=move || { count.get() > Some(1) }>
                <RoomPeople others=people me />
            </Show>
        </header>
    }
}
