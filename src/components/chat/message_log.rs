//! The messages of a room, which scroll.

use leptos::prelude::*;

use super::log_actions::LogActions;
use super::log_lines::{LogHead, LogPagesView, UnsentLines};
use super::log_scroll::LogScroll;
use super::new_messages_button::NewMessagesButton;
use crate::chat::conversation::{Conversation, Older};
use crate::chat::log_position::{LogWindow, newest_by_others};
use crate::chat::open_room::LogState;
use crate::model::ids::UserId;

/// The messages of a room. It opens at the newest.
#[component]
pub fn MessageLog(
    /// The messages.
    #[prop(into)]
    conversation: Signal<Conversation>,
    /// The signed-in person.
    me: UserId,
    /// Whether the reader is at the end; set it to bring them there.
    follows: RwSignal<bool>,
    /// Who the first message of a room would reach.
    #[prop(into)]
    audience: Signal<String>,
    /// What the reader can do.
    actions: LogActions,
) -> impl IntoView {
    let scroll = LogScroll::new(follows);
    let newest =
        Memo::new(move |_| conversation.with(|conversation| newest_by_others(conversation.messages(), me)));
    let seen = RwSignal::new(None);
    let has_unseen = move || !follows.get() && newest.get() > seen.get();
    let state = Memo::new(move |_| conversation.with(LogState::of));
    let is_busy = move || {
        let is_loading_older = conversation.with(|conversation| conversation.older == Older::Loading);
        (is_loading_older || state.with(|state| *state == LogState::Pending)).then_some("true")
    };
    let fill = move |window: Option<LogWindow>| {
        let wants_older = window.is_some_and(|window| {
            conversation.try_with_untracked(|conversation| window.wants_older(conversation)) == Some(true)
        });
        if wants_older {
            actions.load_older.run(());
        }
    };
    scroll.on_resize(move || fill(scroll.settle()));
    let on_scroll = move |_| {
        let followed = follows.get_untracked();
        fill(scroll.scrolled());
        if followed && !follows.get_untracked() {
            seen.set(newest.get_untracked());
        }
    };
    Effect::new(move |_| {
        if follows.get() {
            scroll.go_to_end();
        }
    });
    let go_to_end = Callback::new(move |()| {
        follows.set(true);
        scroll.focus();
    });
    let buttons = actions.for_buttons(scroll);
    view! {
        <div class="conversation__body">
            <div
                node_ref=scroll.log
                class="log"
                role="log"
                aria-label="Messages"
                aria-busy=is_busy
                tabindex="0"
                on:scroll=on_scroll
            >
                <div node_ref=scroll.lines class="log__inner">
                    <LogHead conversation state audience actions=buttons />
                    <LogPagesView conversation me />
                    <UnsentLines conversation me actions=buttons />
                </div>
            </div>
            <Show when=has_unseen>
                <NewMessagesButton on_press=go_to_end />
            </Show>
        </div>
    }
}
