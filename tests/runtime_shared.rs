//! The runtime in two tabs of one person: what one has got, both show.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use leptos_presence::hooks::{use_heartbeat, use_messages, use_online_users, use_people, use_rooms};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::time::TimeExt;
use leptos_presence::model::user::User;
use leptos_presence::platform::Guard;
use leptos_presence::platform::tabs::Tabs;
use leptos_presence::presence::Status;
use support::fake_api::FakeApi;
use support::runtime::{Bench, secs, start_in};
use support::{BEN, NOON, ann, ben, message, room, user};

type Listener = Rc<dyn Fn(&str)>;

/// The tabs of one browser that hear each other at once; the first is the leader.
#[derive(Default)]
struct Origin(RefCell<Vec<Option<Listener>>>);

struct Tab(Rc<Origin>, usize);

impl Tabs for Tab {
    fn in_turn(&self, task: LocalBoxFuture<'static, ()>) -> LocalBoxFuture<'static, ()> {
        task
    }

    fn lead(&self, leads: Box<dyn FnOnce()>) -> Guard {
        if self.1 == 0 {
            leads();
        }
        Box::new(())
    }

    fn delivered(&self) -> LocalBoxFuture<'static, ()> {
        std::future::ready(()).boxed_local()
    }

    fn tell(&self, text: &str) {
        let others: Vec<_> =
            self.0.0.borrow().iter().enumerate().map(|(n, other)| (n, other.clone())).collect();
        for (_, other) in others.into_iter().filter(|(number, _)| *number != self.1) {
            other.into_iter().for_each(|listener| listener(text));
        }
    }

    fn listen(&self, listener: Listener) -> Guard {
        self.0.0.borrow_mut()[self.1] = Some(listener);
        Box::new(())
    }
}

fn open(origin: &Rc<Origin>, me: User) -> Bench {
    origin.0.borrow_mut().push(None);
    let number = origin.0.borrow().len() - 1;
    let api = FakeApi::new(me);
    *api.rooms.borrow_mut() = vec![room(1, "General", &[ann(), ben()])];
    *api.messages.borrow_mut() = vec![message(1, &ben(), "hello", NOON.minus(secs(600)))];
    let bench = start_in(api, Rc::new(Tab(Rc::clone(origin), number)));
    use_heartbeat(None);
    use_online_users();
    use_rooms();
    use_people();
    bench.sign_in();
    bench
}

fn pass(tabs: &[&Bench], seconds: u64) {
    for _ in 0..seconds {
        tabs.iter().for_each(|tab| tab.platform.advance(secs(1)));
    }
}

fn two() -> [Bench; 2] {
    let origin = Rc::default();
    let tabs = [open(&origin, ann()), open(&origin, ann())];
    pass(&[&tabs[0], &tabs[1]], 10);
    tabs.iter().for_each(|tab| tab.api.calls.borrow_mut().clear());
    tabs
}

#[test]
fn one_of_two_tabs_asks_and_both_show_what_came() {
    let [first, second] = two();
    first.api.online.borrow_mut().push(BEN);
    first.api.rooms.borrow_mut()[0].name = "Renamed".to_owned();
    first.api.users.borrow_mut().push(user(9, "Nora New"));
    pass(&[&first, &second], 310);

    assert!(second.api.calls.borrow().is_empty(), "{:?}", second.api.calls.borrow());
    assert!(first.api.count("heartbeat") >= 2 && first.api.count("people") == 0);
    let chat = second.presence.chat;
    assert_eq!(chat.presence().get_untracked().status(BEN), Status::Online);
    assert_eq!(chat.rooms().get_untracked().value.expect("rooms")[0].name, "Renamed");
    assert!(chat.people().get_untracked().value.expect("people").get(UserId(9)).is_some());
    assert_eq!(chat.last_activity().get_untracked(), first.presence.chat.last_activity().get_untracked());
}

#[test]
fn messages_that_another_tab_got_are_shown_unless_some_would_be_missing() {
    let [first, second] = two();
    first.owner.with(|| use_messages(RoomId(1)));
    pass(&[&first], 5);
    let shown = |tab: &Bench| {
        let conversation = tab.presence.chat.conversation(RoomId(1)).get_untracked();
        conversation.messages().iter().map(|message| message.id.0).collect::<Vec<_>>()
    };
    second.api.fail("messages", ApiError::Server);
    second.owner.with(|| use_messages(RoomId(1)));
    first.api.messages.borrow_mut().push(message(2, &ben(), "after that", NOON));
    pass(&[&first, &second], 10);
    assert_eq!(shown(&first), [1, 2]);
    assert!(shown(&second).is_empty(), "not the second message without the first");

    second.api.heal("messages");
    pass(&[&second], 30);
    assert_eq!(shown(&second), [1], "its own first page");
    first.api.messages.borrow_mut().push(message(3, &ben(), "and then", NOON));
    let missing = [message(2, &ben(), "after that", NOON), message(3, &ben(), "and then", NOON)];
    second.api.messages.borrow_mut().extend(missing);
    pass(&[&second, &first], 30);
    assert_eq!(shown(&second), [1, 2, 3]);
    let own = second.api.count("messages");
    pass(&[&first, &second], 60);
    assert_eq!(second.api.count("messages"), own, "and then the first asks for both");
}

#[test]
fn what_another_person_s_tab_tells_is_not_heard() {
    let origin = Rc::default();
    let (first, second) = (open(&origin, ann()), open(&origin, ben()));
    first.api.online.borrow_mut().push(UserId(7));
    pass(&[&first, &second], 30);
    let seen = second.presence.chat.presence().get_untracked();
    assert_eq!(seen.status(UserId(7)), Status::Offline);
    assert!(second.api.count("online_users") >= 7, "it asks for itself");
}
