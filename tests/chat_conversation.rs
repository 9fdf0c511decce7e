//! Conversations and their outboxes: nothing twice, nothing lost, whatever order things come in.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::chat::conversation::{Conversation, Older};
use leptos_presence::chat::outbox::{Delivery, Outbox};
use leptos_presence::chat::timeline::{Entry, timeline};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::MessageId;
use leptos_presence::model::message::{Message, MessageCursor};
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
                conversation.receive(MessageCursor::Newest, messages(reply), ANN);
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

#[test]
fn the_next_poll_asks_for_what_came_after_the_newest() {
    let mut conversation = Conversation::default();
    assert_eq!(conversation.next_page(), MessageCursor::Newest);
    conversation.receive(MessageCursor::Newest, messages(&[3, 5]), ANN);
    assert_eq!(conversation.next_page(), MessageCursor::After(MessageId(5)));
}

#[test]
fn a_reply_that_brings_nothing_new_changes_nothing() {
    let mut conversation = Conversation::default();
    assert!(conversation.receive(MessageCursor::Newest, messages(&[1]), ANN));
    assert!(!conversation.receive(MessageCursor::After(MessageId(1)), vec![], ANN));
    assert!(
        !conversation.receive(MessageCursor::Newest, messages(&[1]), ANN),
        "a backend that ignores `after`"
    );
}

#[test]
fn an_edited_message_takes_the_place_of_the_old_one() {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, messages(&[1, 2]), ANN);
    assert!(conversation.receive(MessageCursor::Newest, vec![message(1, &ben(), "edited", NOON)], ANN));
    assert_eq!(&*conversation.messages()[0].content, "edited");
    assert_eq!(ids(&conversation), [1, 2]);
}

#[test]
fn a_message_is_drawn_anew_when_its_text_is_another_one_and_not_when_it_comes_again() {
    let mut conversation = Conversation::default();
    let entries = |conversation: &Conversation| timeline(conversation.messages(), ANN, |_| 0);
    let mut receive = |content: &str| {
        conversation.receive(MessageCursor::Newest, vec![message(1, &ben(), content, NOON)], ANN);
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
    conversation.receive(MessageCursor::Newest, messages(&[50, 51]), ANN);
    assert_eq!(conversation.older_page(), Some(MessageCursor::Before(MessageId(50))));
    conversation.older = Older::Loading;
    assert_eq!(conversation.older_page(), None, "one request at a time");
    conversation.receive(MessageCursor::Before(MessageId(50)), messages(&[48, 49]), ANN);
    assert_eq!(conversation.older, Older::Possible);
    conversation.receive(MessageCursor::Before(MessageId(48)), messages(&[50, 51]), ANN);
    assert_eq!(conversation.older, Older::None, "a backend that ignores `before`");
}

#[test]
fn an_empty_room_has_nothing_older() {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, vec![], ANN);
    assert!(conversation.is_loaded());
    assert_eq!(conversation.older, Older::None);
}

fn contents(outbox: &Outbox) -> Vec<&str> {
    outbox.unsent().iter().map(|unsent| unsent.content.as_str()).collect()
}

#[test]
fn messages_leave_one_at_a_time_in_the_order_of_writing() {
    let mut outbox = Outbox::default();
    outbox.add("one".to_owned(), None, NOON);
    outbox.add("two".to_owned(), None, NOON);
    let (first, content) = outbox.take_next().expect("one waits");
    assert_eq!(content, "one");
    assert_eq!(outbox.take_next(), None, "the first is on its way");
    outbox.delivered(first, &message(1, &ann(), "one", NOON));
    assert_eq!(outbox.take_next().map(|(_, content)| content), Some("two".to_owned()));
}

#[test]
fn a_failed_message_stays_until_it_is_sent_again_or_discarded() {
    let mut outbox = Outbox::default();
    outbox.add("one".to_owned(), None, NOON);
    let (key, _) = outbox.take_next().expect("one waits");
    outbox.discard(key);
    assert_eq!(contents(&outbox), ["one"], "what is on its way can't be discarded");
    outbox.failed(key, ApiError::Server);
    assert_eq!(outbox.unsent()[0].delivery, Delivery::Failed(ApiError::Server));
    assert_eq!(outbox.take_next(), None, "not by itself");
    outbox.send_again(key);
    assert_eq!(outbox.take_next(), Some((key, "one".to_owned())));
    outbox.failed(key, ApiError::Server);
    outbox.discard(key);
    assert!(outbox.unsent().is_empty());
}

fn failed(content: &str, failure: ApiError) -> Conversation {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, messages(&[7]), ANN);
    conversation.outbox.add(content.to_owned(), conversation.newest_id(), NOON);
    let (key, _) = conversation.outbox.take_next().expect("one waits");
    conversation.outbox.failed(key, failure);
    conversation
}

#[test]
fn a_message_whose_reply_was_lost_is_recognised_when_it_comes_back() {
    let mut conversation = failed("hello", ApiError::Timeout);
    conversation.receive(MessageCursor::After(MessageId(7)), vec![message(8, &ann(), "hello", NOON)], ANN);
    assert!(conversation.outbox.unsent().is_empty());
    assert_eq!(ids(&conversation), [7, 8]);
}

#[test]
fn another_message_is_not_taken_for_it() {
    let not_it = [
        message(8, &ben(), "hello", NOON),
        message(8, &ann(), "something else", NOON),
        message(6, &ann(), "hello", NOON),
    ];
    for other in not_it {
        let mut conversation = failed("hello", ApiError::Timeout);
        conversation.receive(MessageCursor::Newest, vec![other], ANN);
        assert_eq!(contents(&conversation.outbox), ["hello"]);
    }
}

#[test]
fn a_message_that_was_refused_did_not_arrive_whatever_comes_back() {
    let mut conversation = failed("hello", ApiError::Forbidden);
    conversation.receive(MessageCursor::Newest, vec![message(8, &ann(), "hello", NOON)], ANN);
    assert_eq!(contents(&conversation.outbox), ["hello"]);
}

#[test]
fn two_equal_messages_need_two_copies() {
    let mut conversation = Conversation::default();
    for _ in 0..2 {
        conversation.outbox.add("hi".to_owned(), None, NOON);
        let (key, _) = conversation.outbox.take_next().expect("one waits");
        conversation.outbox.failed(key, ApiError::Offline);
    }
    conversation.receive(MessageCursor::Newest, vec![message(1, &ann(), "hi", NOON)], ANN);
    assert_eq!(contents(&conversation.outbox), ["hi"]);
    conversation.receive(MessageCursor::Newest, vec![message(2, &ben(), "hello", NOON)], ANN);
    assert_eq!(contents(&conversation.outbox), ["hi"], "the copy that is here already was the other one's");
    conversation.receive(MessageCursor::Newest, vec![message(3, &ann(), "hi", NOON)], ANN);
    assert!(conversation.outbox.unsent().is_empty());
}

#[test]
fn the_copy_of_a_message_that_arrived_is_not_taken_for_an_equal_one_that_did_not() {
    let mut conversation = failed("hi", ApiError::Timeout);
    conversation.outbox.add("hi".to_owned(), conversation.newest_id(), NOON);
    let (second, _) = conversation.outbox.take_next().expect("the second waits");
    conversation.accept(second, message(8, &ann(), "hi", NOON));
    conversation.receive(MessageCursor::Newest, vec![message(9, &ben(), "hello", NOON)], ANN);
    assert_eq!(contents(&conversation.outbox), ["hi"]);
}

#[test]
fn unsent_messages_outlive_the_page_and_are_not_sent_by_themselves() {
    let mut outbox = Outbox::default();
    outbox.add("kept".to_owned(), Some(MessageId(7)), NOON);
    let mut after_reload = Outbox::default();
    after_reload.restore(outbox.to_stored());
    assert_eq!(contents(&after_reload), ["kept"]);
    assert_eq!(after_reload.take_next(), None);
    assert_eq!(after_reload.unsent()[0].delivery, Delivery::Failed(ApiError::Interrupted));
}
