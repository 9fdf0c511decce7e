//! What comes and goes all day leaves no memory behind but what Leptos itself keeps.
#![cfg(target_arch = "wasm32")]

mod support;

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos_presence::chat::conversation::Conversation;
use leptos_presence::components::chat::{LogActions, MessageLog};
use leptos_presence::components::people::PeopleList;
use leptos_presence::hooks::use_online_users;
use leptos_presence::model::ids::UserId;
use leptos_presence::model::message::{Message, MessageCursor};
use leptos_presence::model::user::User;
use support::fake_api::FakeApi;
use support::web::{mount, wait_until};
use support::{ANN, NOON, ann, ben, message};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The program's memory, in pages of 64 KiB. It never shrinks, so what it does not need it does not grow by.
fn pages() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    buffer.byte_length() / 65_536
}

/// Bytes that Leptos 0.8 keeps of each row that ever was, until its list goes (docs/common-bugs.md).
const KEPT_PER_ROW: u32 = 100;

#[wasm_bindgen_test]
async fn rows_of_a_list_that_stays() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    *api.online.borrow_mut() = (0..1_000).step_by(3).map(UserId).collect();
    let given = Rc::new(Cell::new(None));
    let give = Rc::clone(&given);
    let mounted = mount(&api, move |_| {
        use_online_users();
        let people = RwSignal::new(Vec::new());
        give.set(Some(people));
        view! { <PeopleList people=people me=ANN label="People" /> }
    });
    let people = given.take().expect("mounted");
    let list = |from: u64| {
        let user = |id| User { id: UserId(id), ..ben() };
        (from..from + 1_000).map(user).collect::<Vec<_>>()
    };
    let mut warm = 0;
    for round in 0..30 {
        // Nobody of the list before, so all rows are new.
        people.set(list(1_000 * (round % 2)));
        let first = format!("[data-user-id='{}']", 1_000 * (round % 2));
        wait_until("the rows are there", || mounted.count(&first) == 1 && mounted.count(".person") == 1_000)
            .await;
        if round == 10 {
            warm = pages();
        }
    }
    let rows_since = 19 * 1_000;
    assert!((pages() - warm) * 65_536 <= rows_since * KEPT_PER_ROW, "{warm} pages grew to {}", pages());
    assert_eq!(mounted.presence.chat.dot_count(), 1_000);
}

#[wasm_bindgen_test]
async fn a_room_that_is_opened_and_left_a_hundred_times() {
    let given = Rc::new(Cell::new(None));
    let give = Rc::clone(&given);
    let mounted = mount(&FakeApi::new(ann()), move |_| {
        let (conversation, is_open) = (RwSignal::new(Conversation::default()), RwSignal::new(false));
        give.set(Some((conversation, is_open)));
        let nothing = Callback::new(|_| ());
        let ignore = Callback::new(|()| ());
        let actions =
            LogActions { load_older: ignore, reload: ignore, send_again: nothing, discard: nothing };
        let log = move || {
            view! {
                <MessageLog
                    conversation=conversation
                    me=ANN
                    follows=RwSignal::new(true)
                    audience="Everyone can read it."
                    actions
                />
            }
        };
        move || is_open.get().then(log)
    });
    let (conversation, is_open) = given.take().expect("mounted");
    let messages: Vec<Message> = (1..=200).map(|id| message(id, &ben(), "a message", NOON)).collect();
    conversation.update(|conversation| {
        conversation.receive(MessageCursor::Newest, messages, NOON, ANN);
    });
    let mut warm = 0;
    for round in 0..120 {
        is_open.set(true);
        wait_until("the room is open", || mounted.count(".message") == 200).await;
        is_open.set(false);
        wait_until("the room is closed", || mounted.count(".message") == 0).await;
        if round == 20 {
            warm = pages();
        }
    }
    assert_eq!(pages(), warm);
}
