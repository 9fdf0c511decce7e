//! The runtime in virtual time: sign-in, reload, sign-out, and everything that has to end with them.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos_presence::domain::failure::Failure;
use leptos_presence::domain::ids::RoomId;
use leptos_presence::domain::presence::Status;
use leptos_presence::domain::settings::PresenceSettings;
use leptos_presence::hooks::{use_heartbeat, use_messages, use_online_users, use_rooms};
use leptos_presence::platform::storage::{MemoryStorage, Storage};
use leptos_presence::platform::{PageEvent, Platform};
use leptos_presence::runtime::{Presence, PresenceOptions, provide_presence};
use leptos_presence::store::SessionState;
use leptos_presence::store::session::SignedOutReason;
use support::fake_api::{FakeApi, Shared};
use support::virtual_platform::VirtualPlatform;
use support::{ANN, BEN, ann, ben, message, room};

struct Bench {
    owner: Owner,
    platform: Rc<VirtualPlatform>,
    api: Rc<FakeApi>,
    drafts: Rc<MemoryStorage>,
    presence: Presence,
}

fn start_with(api: Rc<FakeApi>, drafts: Rc<MemoryStorage>) -> Bench {
    let owner = Owner::new();
    owner.set();
    let platform = VirtualPlatform::new();
    let presence = provide_presence(PresenceOptions {
        api: Rc::new(Shared(Rc::clone(&api))),
        platform: Rc::clone(&platform) as Rc<dyn Platform>,
        drafts: Rc::clone(&drafts) as Rc<dyn Storage>,
        settings: PresenceSettings::default(),
    });
    platform.settle();
    Bench { owner, platform, api, drafts, presence }
}

fn start() -> Bench {
    start_with(FakeApi::new(ann()), Rc::default())
}

fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

impl Bench {
    fn sign_in(&self) {
        self.presence.session.sign_in("ann".to_owned(), "secret".to_owned());
        self.platform.settle();
    }

    fn state(&self) -> SessionState {
        self.presence.session.state().get_untracked()
    }
}

#[test]
fn signing_in_starts_the_heartbeat_and_signing_out_ends_everything() {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), 0, "nobody is signed in");
    bench.sign_in();
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
    bench.platform.advance(secs(240));
    assert_eq!(bench.api.count("heartbeat"), 3);
    assert_eq!(bench.api.count("online_users"), 61);
    bench.presence.session.sign_out();
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::ByChoice));
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), before);
    assert_eq!(bench.platform.attached(), (0, 0, 1), "only the page's listener is left");
}

#[test]
fn a_refused_sign_in_says_why_and_can_be_repeated() {
    let bench = start();
    bench.api.fail("sign_in", Failure::Unauthorised);
    bench.sign_in();
    assert_eq!(bench.presence.session.sign_in_failure().get_untracked(), Some(Failure::Unauthorised));
    assert!(!bench.presence.session.is_signing_in().get_untracked());
    bench.api.heal("sign_in");
    bench.sign_in();
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
    assert_eq!(bench.presence.session.sign_in_failure().get_untracked(), None);
}

#[test]
fn a_reload_takes_the_session_up_again() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    let bench = start_with(api, Rc::default());
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
}

#[test]
fn a_backend_that_is_down_at_start_is_tried_again_until_it_is_there() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    api.fail("me", Failure::Offline);
    let bench = start_with(api, Rc::default());
    assert_eq!(bench.state(), SessionState::Restoring { failure: Some(Failure::Offline) });
    bench.platform.advance(secs(120));
    let tries = bench.api.count("me");
    assert!((5..=60).contains(&tries), "{tries}");
    assert_eq!(bench.state(), SessionState::Restoring { failure: Some(Failure::Offline) });
    bench.api.heal("me");
    bench.platform.advance(secs(30));
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
}

#[test]
fn the_network_coming_back_ends_the_wait_at_once() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    api.fail("me", Failure::Offline);
    let bench = start_with(api, Rc::default());
    bench.api.heal("me");
    bench.platform.emit(PageEvent::Resumed);
    assert_eq!(bench.state(), SessionState::SignedIn(ann()));
}

#[test]
fn a_session_that_ended_while_the_page_was_away_is_told() {
    let api = FakeApi::new(ann());
    api.session.set(true);
    api.fail("me", Failure::Unauthorised);
    let bench = start_with(api, Rc::default());
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    assert!(!bench.api.session.get());
}

#[test]
fn a_session_that_the_backend_ends_stops_every_timer() {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    use_rooms();
    bench.sign_in();
    bench.api.fail("online_users", Failure::Unauthorised);
    bench.platform.advance(secs(5));
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), before);
    bench.api.heal("online_users");
    bench.sign_in();
    bench.platform.advance(secs(4));
    assert!(bench.api.count("heartbeat") >= 2, "everything runs again without a reload");
}

#[test]
fn the_next_person_sees_nothing_of_the_one_before() {
    let bench = start();
    use_online_users();
    use_rooms();
    *bench.api.rooms.borrow_mut() = vec![room(1, "Ann's", &[ann(), ben()])];
    *bench.api.online.borrow_mut() = vec![BEN];
    bench.sign_in();
    let chat = bench.presence.chat;
    chat.set_draft(RoomId(1), "dear diary".to_owned());
    assert!(chat.rooms().get_untracked().value.is_some());
    bench.presence.session.sign_out();
    bench.api.silent.borrow_mut().extend(["rooms", "online_users"]);
    *bench.api.me.borrow_mut() = Some(ben());
    bench.sign_in();
    assert_eq!(bench.state(), SessionState::SignedIn(ben()));
    assert_eq!(chat.rooms().get_untracked().value, None);
    assert_eq!(chat.people().get_untracked().value.map(|people| people.len()), Some(1));
    assert_eq!(chat.draft(RoomId(1)), "");
    assert_eq!(chat.watch_status(BEN, |_| ()), Status::Unknown);
}

#[test]
fn hidden_tabs_send_nothing_and_shown_ones_catch_up_at_once() {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    bench.sign_in();
    bench.platform.advance(secs(10));
    bench.platform.set_visible(false);
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(3_600));
    assert_eq!(bench.api.calls.borrow().len(), before);
    bench.platform.set_visible(true);
    assert_eq!(bench.api.calls.borrow()[before..], ["heartbeat", "online_users"]);
}

#[test]
fn hooks_end_with_their_owner() {
    let bench = start();
    bench.sign_in();
    let component = bench.owner.with(Owner::new);
    component.with(|| {
        use_heartbeat(None);
        use_online_users();
        use_messages(RoomId(1));
    });
    bench.platform.advance(secs(4));
    assert_eq!(bench.presence.chat.current_room().get_untracked(), Some(RoomId(1)));
    component.cleanup();
    let before = bench.api.calls.borrow().len();
    bench.platform.advance(secs(600));
    assert_eq!(bench.api.calls.borrow().len(), before);
    assert_eq!(bench.presence.chat.current_room().get_untracked(), None);
}

#[test]
fn the_end_of_the_root_owner_ends_every_timer_task_and_listener() {
    let bench = start();
    use_heartbeat(None);
    use_online_users();
    bench.api.silent.borrow_mut().push("heartbeat");
    bench.sign_in();
    bench.platform.advance(secs(1));
    assert_ne!(bench.platform.attached(), (0, 0, 0));
    bench.owner.cleanup();
    bench.platform.settle();
    assert_eq!(bench.platform.attached(), (0, 0, 0));
}

#[test]
fn drafts_survive_a_reload_and_an_ended_session_but_not_a_sign_out() {
    let bench = start();
    bench.sign_in();
    bench.presence.chat.set_draft(RoomId(1), "half a thought".to_owned());
    bench.owner.cleanup();

    let bench = start_with(bench.api, bench.drafts);
    assert_eq!(bench.presence.chat.draft(RoomId(1)), "half a thought", "after a reload");
    bench.api.fail("rooms", Failure::Unauthorised);
    use_rooms();
    bench.platform.settle();
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    bench.api.heal("rooms");
    bench.sign_in();
    assert_eq!(bench.presence.chat.draft(RoomId(1)), "half a thought", "after the session ended");

    bench.presence.session.sign_out();
    bench.sign_in();
    assert_eq!(bench.presence.chat.draft(RoomId(1)), "", "after a sign-out");
}

fn contents(bench: &Bench) -> Vec<String> {
    let conversation = bench.presence.chat.conversation(RoomId(1)).get_untracked();
    conversation.messages().iter().map(|message| message.content.clone()).collect()
}

fn unsent(bench: &Bench) -> Vec<String> {
    let conversation = bench.presence.chat.conversation(RoomId(1)).get_untracked();
    conversation.outbox.unsent().iter().map(|unsent| unsent.content.clone()).collect()
}

#[test]
fn a_sent_message_shows_at_once_and_goes_over_into_the_conversation() {
    let bench = start();
    bench.sign_in();
    use_messages(RoomId(1));
    bench.platform.settle();
    bench.presence.chat.send(RoomId(1), "hello".to_owned());
    assert_eq!(unsent(&bench), ["hello"]);
    bench.platform.settle();
    assert_eq!((contents(&bench), unsent(&bench)), (vec!["hello".to_owned()], vec![]));
    bench.platform.advance(secs(10));
    assert_eq!(contents(&bench), ["hello"]);
}

#[test]
fn a_message_that_fails_is_kept_over_a_reload_and_can_be_sent_again() {
    let bench = start();
    bench.sign_in();
    bench.api.fail("send_message", Failure::Server);
    bench.presence.chat.send(RoomId(1), "hello".to_owned());
    bench.platform.settle();
    assert_eq!(unsent(&bench), ["hello"]);
    bench.owner.cleanup();

    let bench = start_with(bench.api, bench.drafts);
    assert_eq!(unsent(&bench), ["hello"], "after a reload");
    bench.platform.advance(secs(60));
    assert_eq!(bench.api.sent.borrow().len(), 1, "not by itself");
    bench.api.heal("send_message");
    let key = bench.presence.chat.conversation(RoomId(1)).get_untracked().outbox.unsent()[0].key;
    bench.presence.chat.send_again(RoomId(1), key);
    bench.platform.settle();
    assert_eq!((contents(&bench), unsent(&bench)), (vec!["hello".to_owned()], vec![]));
    assert!(bench.drafts.get("leptos-presence.kept.1").is_none(), "nothing is left to keep");
}

#[test]
fn a_session_that_ends_while_sending_keeps_the_message() {
    let bench = start();
    bench.sign_in();
    bench.api.fail("send_message", Failure::Unauthorised);
    bench.presence.chat.send(RoomId(1), "hello".to_owned());
    bench.platform.settle();
    assert_eq!(bench.state(), SessionState::SignedOut(SignedOutReason::Expired));
    bench.sign_in();
    assert_eq!(unsent(&bench), ["hello"]);
}

#[test]
fn older_messages_are_asked_for_once_at_a_time_and_put_before_the_others() {
    let bench = start();
    *bench.api.messages.borrow_mut() = vec![message(8, &ben(), "new", support::NOON)];
    bench.sign_in();
    use_messages(RoomId(1));
    bench.platform.settle();
    bench.api.messages.borrow_mut().insert(0, message(7, &ben(), "old", support::NOON));
    let before = bench.api.count("messages");
    bench.presence.chat.load_older(RoomId(1));
    bench.presence.chat.load_older(RoomId(1));
    bench.platform.settle();
    assert_eq!(bench.api.count("messages"), before + 1);
    assert_eq!(contents(&bench), ["old", "new"]);
}

#[test]
fn what_failed_keeps_the_last_good_data_and_says_so() {
    let bench = start();
    *bench.api.rooms.borrow_mut() = vec![room(1, "General", &[ann()])];
    bench.sign_in();
    let rooms = use_rooms();
    bench.platform.settle();
    bench.api.fail("rooms", Failure::Malformed);
    bench.platform.advance(secs(4));
    let shown = rooms.get_untracked();
    assert_eq!(shown.value.map(|rooms| rooms.len()), Some(1));
    assert_eq!(shown.failure, Some(Failure::Malformed));
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
    let others = chat.watcher_count();
    row.cleanup();
    assert_eq!(chat.watcher_count(), others - 1);
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
