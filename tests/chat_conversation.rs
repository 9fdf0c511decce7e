//! Conversations: nothing twice, nothing lost, whatever order things come in.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::chat::conversation::{Conversation, Older};
use leptos_presence::chat::timeline::{Entry, timeline};
use leptos_presence::model::ids::MessageId;
use leptos_presence::model::message::{Message, MessageCursor};
use leptos_presence::model::time::TimeExt;
use proptest::prelude::*;
use support::{ANN, NOON, ann, ben, message};

fn messages(ids: &[u64]) -> Vec<Message> {
    ids.iter().map(|id| message(*id, &ben(), &format!("message {id}"), NOON)).collect()
}

fn ids(conversation: &Conversation) -> Vec<u64> {
    conversation.messages().iter().map(|message| message.id.0).collect()
}

proptest! {
    #[test]
    fn any_order_of_the_same_replies_gives_the_same_conversation(
        mut replies in proptest::collection::vec(proptest::collection::vec(1_u64..30, 0..10), 1..6),
        seed: u64,
    ) {
        let receive = |replies: &[Vec<u64>]| {
            let mut conversation = Conversation::default();
            for reply in replies {
                conversation.receive(MessageCursor::Newest, messages(reply), NOON, ANN);
            }
            ids(&conversation)
        };
        let one = receive(&replies);
        let turn = seed as usize % replies.len();
        replies.rotate_left(turn);
        prop_assert_eq!(&one, &receive(&replies));
        prop_assert!(one.is_sorted_by(|a, b| a < b));
    }
}

/// The message with this id, as old as it says at noon.
fn aged(id: u64, secs: u64) -> Message {
    message(id, &ben(), "hello", NOON.minus(Duration::from_secs(secs)))
}

#[test]
fn the_next_poll_asks_for_what_came_after_the_newest_that_nothing_can_come_in_front_of() {
    let mut conversation = Conversation::default();
    assert_eq!(conversation.next_page(), MessageCursor::Newest);
    conversation.receive(MessageCursor::Newest, vec![aged(3, 120), aged(5, 60), aged(8, 59)], NOON, ANN);
    assert_eq!(conversation.next_page(), MessageCursor::After(MessageId(5)));
    let later = NOON.plus(Duration::from_secs(1));
    conversation.receive(MessageCursor::After(MessageId(5)), vec![], later, ANN);
    assert_eq!(conversation.next_page(), MessageCursor::After(MessageId(8)));
    conversation.receive(MessageCursor::Before(MessageId(3)), vec![aged(2, 180)], later, ANN);
    assert_eq!(conversation.next_page(), MessageCursor::After(MessageId(8)), "never backwards");
}

#[test]
fn what_one_sends_hides_nothing_that_others_wrote_just_before() {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, vec![aged(8, 600)], NOON, ANN);
    conversation.outbox.add("mine".to_owned(), conversation.newest_id(), NOON);
    let attempt = conversation.outbox.take_next(Duration::ZERO).expect("it waits");
    conversation.accept(attempt.key, message(10, &ann(), "mine", NOON));
    assert_eq!(conversation.next_page(), MessageCursor::After(MessageId(8)));
    assert!(!conversation.reaches(MessageCursor::After(MessageId(10))), "9 would be missing");
    // However long the tab slept since.
    let later = NOON.plus(Duration::from_secs(3600));
    conversation.receive(conversation.next_page(), vec![message(9, &ben(), "theirs", NOON)], later, ANN);
    assert_eq!(ids(&conversation), [8, 9, 10]);
    assert_eq!(conversation.next_page(), MessageCursor::After(MessageId(10)));
}

proptest! {
    /// A backend that commits up to a minute after it has handed out an id, and a client that polls and sends when it likes,
    /// with replies that take their time.
    #[test]
    fn no_message_is_passed_by_whatever_order_they_are_committed_in(
        committed_after in prop::collection::vec(0_u64..60, 1..20),
        polls in prop::collection::vec((1_u64..40, 0_u64..15), 1..20),
        mine in prop::collection::vec(any::<bool>(), 20),
    ) {
        // One id each five seconds.
        let handed_out = |id: u64| Duration::from_secs(id * 5);
        let written = |id: u64| message(id, &if mine[id as usize % 20] { ann() } else { ben() }, "hello", NOON.plus(handed_out(id)));
        let all: Vec<(Message, Duration)> = (1..)
            .zip(&committed_after)
            .map(|(id, secs)| (written(id), handed_out(id) + Duration::from_secs(*secs)))
            .collect();
        let mut conversation = Conversation::default();
        let mut now = Duration::ZERO;
        let end = (Duration::from_secs(200), Duration::ZERO);
        let polls = polls.into_iter().map(|(wait, slow)| (Duration::from_secs(wait), Duration::from_secs(slow)));
        for (wait, slow) in polls.chain([end]) {
            now += wait;
            // What one sends oneself is here as soon as it is committed, without a poll.
            for (own, _) in all.iter().filter(|(message, at)| message.sender.id == ANN && *at <= now) {
                conversation.accept(0, own.clone());
            }
            let page = conversation.next_page();
            let reply = all
                .iter()
                .filter(|(_, at)| *at <= now)
                .filter(|(message, _)| match page {
                    MessageCursor::After(id) => message.id > id,
                    _ => true,
                })
                .map(|(message, _)| message.clone())
                .collect();
            conversation.receive(page, reply, NOON.plus(now), ANN);
            now += slow;
        }
        prop_assert_eq!(ids(&conversation), (1..=committed_after.len() as u64).collect::<Vec<_>>());
    }
}

#[test]
fn a_reply_that_brings_nothing_new_changes_nothing() {
    let mut conversation = Conversation::default();
    assert!(conversation.receive(MessageCursor::Newest, messages(&[1]), NOON, ANN));
    assert!(!conversation.receive(MessageCursor::After(MessageId(1)), vec![], NOON, ANN));
    assert!(
        !conversation.receive(MessageCursor::Newest, messages(&[1]), NOON, ANN),
        "a backend that ignores `after`"
    );
}

#[test]
fn an_edited_message_takes_the_place_of_the_old_one() {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, messages(&[1, 2]), NOON, ANN);
    assert!(conversation.receive(MessageCursor::Newest, vec![message(1, &ben(), "edited", NOON)], NOON, ANN));
    assert_eq!(&*conversation.messages()[0].content, "edited");
    assert_eq!(ids(&conversation), [1, 2]);
}

#[test]
fn a_message_is_drawn_anew_when_its_text_is_another_one_and_not_when_it_comes_again() {
    let mut conversation = Conversation::default();
    let entries = |conversation: &Conversation| timeline(conversation.messages(), ANN, |_| 0);
    let mut receive = |content: &str| {
        conversation.receive(MessageCursor::Newest, vec![message(1, &ben(), content, NOON)], NOON, ANN);
        entries(&conversation)
    };
    let keys = |entries: &[Entry]| entries.iter().map(Entry::key).collect::<Vec<_>>();
    // Each is kept until the next one has been compared with it, as rows keep theirs.
    let first = receive("as it was");
    let again = receive("as it was");
    assert_eq!(keys(&again), keys(&first));
    let edited = receive("as it is ");
    assert_ne!(keys(&edited), keys(&again));
}

#[test]
fn older_messages_end_where_nothing_older_comes() {
    let mut conversation = Conversation::default();
    assert_eq!(conversation.older_page(), None, "nothing to be older than");
    conversation.receive(MessageCursor::Newest, messages(&[50, 51]), NOON, ANN);
    assert_eq!(conversation.older_page(), Some(MessageCursor::Before(MessageId(50))));
    conversation.older = Older::Loading;
    assert_eq!(conversation.older_page(), None, "one request at a time");
    conversation.receive(MessageCursor::Before(MessageId(50)), messages(&[48, 49]), NOON, ANN);
    assert_eq!(conversation.older, Older::Possible);
    conversation.receive(MessageCursor::Before(MessageId(48)), messages(&[50, 51]), NOON, ANN);
    assert_eq!(conversation.older, Older::None, "a backend that ignores `before`");
}

#[test]
fn an_empty_room_has_nothing_older() {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, vec![], NOON, ANN);
    assert!(conversation.is_loaded());
    assert_eq!(conversation.older, Older::None);
}
