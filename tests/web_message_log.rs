//! The log in a real browser: where its reader stands while it grows.
#![cfg(target_arch = "wasm32")]

mod support;

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos_presence::chat::conversation::Conversation;
use leptos_presence::components::chat::{LogActions, MessageLog};
use leptos_presence::model::ids::MessageId;
use leptos_presence::model::message::{Message, MessageCursor};
use leptos_presence::platform::page::document;
use support::fake_api::FakeApi;
use support::web::{Mounted, mount, wait_until};
use support::{ANN, NOON, ann, ben, message};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// What the style sheet does, as far as it matters here.
const STYLE: &str =
    ".log { height: 300px; overflow: auto; overflow-anchor: none } .message__body { height: 40px }";

struct Log {
    mounted: Mounted,
    conversation: RwSignal<Conversation>,
    asked_for_older: Rc<Cell<usize>>,
}

impl Log {
    /// Messages 101 to 150, and Ann before them.
    async fn open() -> Self {
        let given = Rc::new(Cell::new(None));
        let asked_for_older = Rc::new(Cell::new(0));
        let (give, ask) = (Rc::clone(&given), StoredValue::new_local(Rc::clone(&asked_for_older)));
        let mounted = mount(&FakeApi::new(ann()), move |_| {
            let conversation = RwSignal::new(Conversation::default());
            give.set(Some(conversation));
            let nothing = Callback::new(|_| ());
            let actions = LogActions {
                load_older: Callback::new(move |()| ask.with_value(|ask| ask.set(ask.get() + 1))),
                reload: Callback::new(|()| ()),
                send_again: nothing,
                discard: nothing,
            };
            view! {
                <style>{STYLE}</style>
                <MessageLog
                    conversation=conversation
                    me=ANN
                    follows=RwSignal::new(true)
                    audience="Everyone can read it."
                    actions
                />
            }
        });
        let conversation = given.take().expect("mounted");
        let log = Self { mounted, conversation, asked_for_older };
        log.receive(MessageCursor::Newest, 101..151);
        wait_until("it opens at the end", || log.count() == 50 && log.is_at_end()).await;
        log
    }

    fn receive(&self, page: MessageCursor, ids: std::ops::Range<u64>) {
        let messages: Vec<Message> =
            ids.map(|id| message(id, &ben(), &format!("message {id}"), NOON)).collect();
        self.conversation.update(|conversation| {
            conversation.receive(page, messages, NOON, ANN);
        });
    }

    fn element(&self) -> Element {
        self.mounted.find(".log")
    }

    fn count(&self) -> u32 {
        self.mounted.count(".message")
    }

    fn is_at_end(&self) -> bool {
        let log = self.element();
        log.scroll_height() - log.client_height() - log.scroll_top() <= 1
    }

    fn message(&self, id: u64) -> Element {
        self.mounted.find(&format!("[data-message-id='{id}']"))
    }

    fn top_of(&self, id: u64) -> f64 {
        self.message(id).get_bounding_client_rect().top()
    }

    async fn scroll_to(&self, id: u64) {
        let log = self.element();
        log.scroll_by_with_x_and_y(0.0, self.top_of(id) - log.get_bounding_client_rect().top());
        // The browser tells of it before the next frame.
        let asked = self.asked_for_older.get();
        if id < 105 {
            wait_until("older ones are asked for", || self.asked_for_older.get() > asked).await;
        } else {
            let frames = Rc::new(Cell::new(0));
            let seen = Rc::clone(&frames);
            request_animation_frame(move || request_animation_frame(move || seen.set(1)));
            wait_until("two frames pass", || frames.get() == 1).await;
        }
    }
}

#[wasm_bindgen_test]
async fn older_messages_leave_what_is_read_where_it_is() {
    let log = Log::open().await;
    log.scroll_to(103).await;
    let place = log.top_of(103);
    // An element that is taken out and put back, be it in the same place, loses the focus.
    let focused: HtmlElement = log.message(103).unchecked_into();
    focused.set_tab_index(-1);
    focused.focus().expect("it can have it");

    log.receive(MessageCursor::Before(MessageId(101)), 51..101);
    wait_until("they are here", || log.count() == 100).await;

    wait_until("the reader is where they were", || (log.top_of(103) - place).abs() < 1.0).await;
    assert!(document().active_element().is_some_and(|active| active == *focused));
}

#[wasm_bindgen_test]
async fn a_reader_at_the_end_stays_there() {
    let log = Log::open().await;
    log.receive(MessageCursor::Newest, 151..160);
    wait_until("they are here", || log.count() == 59).await;
    wait_until("the newest is in view", || log.is_at_end()).await;
    assert_eq!(log.mounted.count(".log__new"), 0);
}

#[wasm_bindgen_test]
async fn a_reader_elsewhere_stays_there_and_is_told() {
    let log = Log::open().await;
    log.scroll_to(125).await;
    let place = log.top_of(125);
    assert_eq!(log.mounted.count(".log__new"), 0, "nothing is new yet");

    log.receive(MessageCursor::Newest, 151..160);
    wait_until("a button leads to them", || log.mounted.count(".log__new") == 1).await;
    assert!((log.top_of(125) - place).abs() < 1.0);

    let button: HtmlElement = log.mounted.find(".log__new").unchecked_into();
    button.click();
    wait_until("the newest is in view", || log.is_at_end() && log.mounted.count(".log__new") == 0).await;
}
