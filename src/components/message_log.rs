//! The messages of a room, which scroll.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::log_lines::{Entries, Top, UnsentEntries};
use super::log_scroll::LogScroll;
use super::new_messages_button::NewMessagesButton;
use crate::chat::conversation::{Conversation, Older};
use crate::chat::log_position::{LogWindow, newest_by_others};
use crate::chat::open_room::LogState;
use crate::dom::Drawn;
use crate::model::ids::UserId;
use crate::reactive::{Live, State, callback, effect, memo};
use crate::store::ChatStore;

/// What a reader does to the messages of a room.
#[derive(Clone, Copy)]
pub struct LogActions {
    /// Asks for older ones.
    pub load_older: Callback<()>,
    /// Asks for the newest ones, which could not be loaded.
    pub reload: Callback<()>,
    /// Sends one again.
    pub send_again: Callback<u64>,
    /// Drops one that was not sent.
    pub discard: Callback<u64>,
}

impl LogActions {
    /// The same for buttons in the log. They go when they are pressed, so the focus moves to the log.
    fn for_buttons(self, scroll: LogScroll) -> Self {
        fn then_focus<T: 'static>(act: Callback<T>, scroll: LogScroll) -> Callback<T> {
            callback(move |what| {
                act.run(what);
                scroll.focus();
            })
        }
        Self {
            load_older: then_focus(self.load_older, scroll),
            reload: then_focus(self.reload, scroll),
            send_again: then_focus(self.send_again, scroll),
            discard: then_focus(self.discard, scroll),
        }
    }
}

/// The messages of a room. It opens at the newest.
#[component]
pub fn MessageLog(
    /// The messages.
    conversation: Live<Conversation>,
    /// Where people's status is known.
    chat: ChatStore,
    /// The signed-in person.
    me: UserId,
    /// Whether the reader is at the end; set it to bring them there.
    follows: State<bool>,
    /// Who the first message of a room would reach.
    #[prop(into)]
    audience: Live<String>,
    /// What the reader can do.
    actions: LogActions,
) -> Drawn {
    let scroll = LogScroll::new(follows);
    let newest =
        memo(move || conversation.with(|conversation| newest_by_others(conversation.messages(), me)));
    let seen = State::new(None);
    let has_unseen = memo(move || !follows.get() && newest.get() > seen.get());
    let contents = memo(move || conversation.with(LogState::of));
    let is_busy = move || {
        contents.with(|contents| *contents == LogState::Pending)
            || conversation.with(|conversation| conversation.older == Older::Loading)
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
    effect(move || {
        if follows.get() {
            scroll.go_to_end();
        }
    });
    let go_to_end = callback(move |()| {
        follows.set(true);
        scroll.focus();
    });

    let buttons = actions.for_buttons(scroll);

    draw! {
        <div class="conversation__body">
            <div
                node_ref=scroll.log
                class="log"
                role="log"
                aria-label="Messages"
                aria-busy=move || is_busy().then_some("true")
                tabindex="0"
                on:scroll=on_scroll
            >
                <div node_ref=scroll.lines class="log__inner">
                    <Top conversation contents audience actions=buttons />
                    <Entries conversation chat me />
                    <UnsentEntries conversation me actions=buttons />
                </div>
            </div>
            {move || has_unseen.get().then(|| draw! { <NewMessagesButton on_press=go_to_end /> })}
        </div>
    }
}
