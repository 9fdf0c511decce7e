//! What the stores show of what the runtime hears, in virtual time.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::rc::Rc;

use leptos::prelude::*;
use leptos_presence::hooks::{use_online_users, use_rooms};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::presence::Status;
use support::runtime::{secs, start};
use support::{ANN, BEN, ann, room};

#[test]
fn what_failed_keeps_the_last_good_data_and_says_so() {
    let bench = start();
    *bench.api.rooms.borrow_mut() = vec![room(1, "General", &[ann()])];
    bench.sign_in();
    let rooms = use_rooms();
    bench.platform.settle();
    bench.api.fail("rooms", ApiError::Malformed);
    bench.platform.advance(secs(4));
    let shown = rooms.get_untracked();
    assert_eq!(shown.value.map(|rooms| rooms.len()), Some(1));
    assert_eq!(shown.failure, Some(ApiError::Malformed));
    bench.api.heal("rooms");
    bench.platform.advance(secs(30));
    assert_eq!(rooms.get_untracked().failure, None);
}

#[test]
fn a_status_is_a_signal_that_changes_with_its_person_only() {
    let bench = start();
    bench.sign_in();
    use_online_users();
    let chat = bench.presence.chat;
    let (anns, bens) = (chat.is_online(ANN), chat.is_online(BEN));
    assert!(!bens.get_untracked());
    *bench.api.online.borrow_mut() = vec![BEN];
    bench.platform.advance(secs(4));
    assert!(bens.get_untracked() && !anns.get_untracked());
    chat.set_user_online(ANN, true);
    assert!(anns.get_untracked());
    assert_eq!(chat.online_users().get_untracked().ids(), [ANN, BEN]);
}

#[test]
fn watchers_are_told_of_changes_only_and_end_with_their_owner() {
    let bench = start();
    bench.sign_in();
    use_online_users();
    let chat = bench.presence.chat;
    bench.platform.settle();
    let told = Rc::new(std::cell::RefCell::new(Vec::new()));
    let row = bench.owner.with(Owner::new);
    let seen = Rc::clone(&told);
    row.with(|| chat.watch_status(BEN, move |status| seen.borrow_mut().push(status)));
    *bench.api.online.borrow_mut() = vec![BEN];
    bench.platform.advance(secs(40));
    *bench.api.online.borrow_mut() = vec![];
    bench.platform.advance(secs(40));
    assert_eq!(*told.borrow(), [Status::Online, Status::Offline]);
    let others = chat.dot_count();
    row.cleanup();
    assert_eq!(chat.dot_count(), others - 1);
    *bench.api.online.borrow_mut() = vec![BEN];
    bench.platform.advance(secs(4));
    assert_eq!(told.borrow().len(), 2);
}

#[test]
fn fetch_online_users_asks_at_once() {
    let bench = start();
    bench.sign_in();
    use_online_users();
    bench.platform.advance(secs(1));
    let before = bench.api.count("online_users");
    bench.presence.chat.fetch_online_users();
    bench.platform.settle();
    assert_eq!(bench.api.count("online_users"), before + 1);
}
