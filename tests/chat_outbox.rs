//! Outboxes: what is written arrives once and in its order, by itself where it can.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::chat::conversation::Conversation;
use leptos_presence::chat::outbox::{Delivery, Outbox};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::MessageId;
use leptos_presence::model::message::{Message, MessageCursor};
use leptos_presence::presence::backoff::Jitter;
use proptest::prelude::*;
use support::{ANN, NOON, ann, ben, message};

const NOW: Duration = Duration::ZERO;

fn outbox(contents: &[&str]) -> Outbox {
    let mut outbox = Outbox::default();
    for content in contents {
        outbox.add((*content).to_owned(), None, NOON);
    }
    outbox
}

/// Tries to send the next message, in vain; gives how long it waits for the next try.
fn fail(outbox: &mut Outbox, failure: ApiError, now: Duration) -> Option<Duration> {
    let attempt = outbox.take_next(now).expect("one is to be sent");
    outbox.failed(attempt.key, failure, now, &mut Jitter::new(1))
}

fn contents(outbox: &Outbox) -> Vec<&str> {
    outbox.unsent().iter().map(|unsent| unsent.content.as_str()).collect()
}

#[test]
fn messages_leave_one_at_a_time_in_the_order_of_writing() {
    let mut outbox = outbox(&["one", "two"]);
    let first = outbox.take_next(NOW).expect("one waits");
    assert_eq!(first.content, "one");
    assert_eq!(outbox.take_next(NOW), None, "the first is on its way");
    outbox.delivered(first.key, &message(1, &ann(), "one", NOON));
    assert_eq!(outbox.take_next(NOW).map(|attempt| attempt.content), Some("two".to_owned()));
}

/// What a writer need not decide: the message goes again by itself, and those behind it wait.
fn passing() -> impl Strategy<Value = ApiError> {
    prop_oneof![
        Just(ApiError::Offline),
        Just(ApiError::Timeout),
        Just(ApiError::Server),
        Just(ApiError::Malformed),
        (0_u64..100).prop_map(|secs| ApiError::RateLimited { retry_after: Some(Duration::from_secs(secs)) }),
        Just(ApiError::RateLimited { retry_after: None }),
    ]
}

proptest! {
    #[test]
    fn whatever_passes_delays_all_three_and_they_arrive_in_their_order(
        failures in prop::collection::vec(passing(), 0..4),
    ) {
        let mut outbox = outbox(&["one", "two", "three"]);
        let mut now = NOW;
        for failure in failures {
            let wait = fail(&mut outbox, failure.clone(), now).expect("by itself");
            if let ApiError::RateLimited { retry_after: Some(asked) } = failure {
                prop_assert!(wait >= asked);
            }
            prop_assert_eq!(&outbox.unsent()[0].delivery, &Delivery::Delayed(failure));
            let just_before = now + wait.saturating_sub(Duration::from_millis(1));
            prop_assert_eq!(outbox.take_next(just_before), None, "nothing overtakes it");
            now += wait;
        }
        for content in ["one", "two", "three"] {
            let attempt = outbox.take_next(now).expect("it is its turn");
            prop_assert_eq!(&attempt.content, content);
            outbox.delivered(attempt.key, &message(1, &ann(), content, NOON));
        }
        prop_assert!(outbox.unsent().is_empty());
    }
}

#[test]
fn what_is_refused_waits_for_its_writer_and_holds_up_nobody() {
    let refusals = [
        ApiError::Rejected("Too long.".to_owned()),
        ApiError::Forbidden,
        ApiError::NotFound,
        ApiError::Unauthorised,
    ];
    for refusal in refusals {
        let mut outbox = outbox(&["one", "two"]);
        assert_eq!(fail(&mut outbox, refusal.clone(), NOW), None);
        assert_eq!(outbox.unsent()[0].delivery, Delivery::Failed(refusal));
        assert_eq!(outbox.take_next(NOW).map(|attempt| attempt.content), Some("two".to_owned()));
    }
}

#[test]
fn a_message_at_which_the_backend_breaks_each_time_does_not_hold_up_the_others_for_ever() {
    let mut outbox = outbox(&["poison", "two"]);
    let mut now = NOW;
    for _ in 1..5 {
        now += fail(&mut outbox, ApiError::Server, now).expect("by itself");
    }
    assert_eq!(fail(&mut outbox, ApiError::Server, now), None);
    assert_eq!(outbox.unsent()[0].delivery, Delivery::Failed(ApiError::Server));
    assert_eq!(outbox.take_next(now).map(|attempt| attempt.content), Some("two".to_owned()));
}

#[test]
fn the_network_coming_back_ends_the_wait_for_it_and_no_pause_that_the_server_asked_for() {
    for failure in [ApiError::Offline, ApiError::Timeout] {
        let mut outbox = outbox(&["one"]);
        fail(&mut outbox, failure, NOW);
        assert_eq!(outbox.take_next(NOW), None);
        assert!(outbox.network_is_back());
        assert!(outbox.take_next(NOW).is_some());
        assert!(!outbox.network_is_back(), "it is on its way");
    }
    let mut outbox = outbox(&["one"]);
    fail(&mut outbox, ApiError::RateLimited { retry_after: Some(Duration::from_secs(8)) }, NOW);
    assert!(!outbox.network_is_back());
    let key = outbox.unsent()[0].key;
    outbox.send_again(key);
    assert_eq!(outbox.take_next(Duration::from_millis(7_999)), None, "nor does the writer");
    assert!(outbox.take_next(Duration::from_secs(8)).is_some());
}

#[test]
fn a_try_that_nobody_asked_for_looks_to_the_writer_as_the_wait_did() {
    let mut outbox = outbox(&["one", "two"]);
    let wait = fail(&mut outbox, ApiError::Offline, NOW).expect("by itself");
    let key = outbox.take_next(wait).expect("it is time").key;
    assert_eq!(outbox.unsent()[0].delivery, Delivery::Retrying(ApiError::Offline));
    assert_eq!(outbox.take_next(wait), None, "it is on its way");
    outbox.send_again(key);
    outbox.discard(key);
    assert_eq!(outbox.unsent()[0].delivery, Delivery::Retrying(ApiError::Offline), "it is on its way");
    outbox.failed(key, ApiError::Offline, wait, &mut Jitter::new(1));
    assert_eq!(outbox.unsent()[0].delivery, Delivery::Delayed(ApiError::Offline));
}

#[test]
fn a_writer_need_not_wait_for_the_next_try_nor_for_the_message_at_all() {
    let mut outbox = outbox(&["one", "two"]);
    fail(&mut outbox, ApiError::Offline, NOW);
    let key = outbox.unsent()[0].key;
    outbox.send_again(key);
    assert_eq!(outbox.take_next(NOW).map(|attempt| attempt.content), Some("one".to_owned()));
    outbox.failed(key, ApiError::Offline, NOW, &mut Jitter::new(1));
    outbox.discard(key);
    assert_eq!(contents(&outbox), ["two"]);
}

#[test]
fn a_failed_message_stays_until_it_is_sent_again_or_discarded() {
    let mut outbox = outbox(&["one"]);
    let key = outbox.take_next(NOW).expect("one waits").key;
    outbox.discard(key);
    assert_eq!(contents(&outbox), ["one"], "what is on its way can't be discarded");
    outbox.failed(key, ApiError::Forbidden, NOW, &mut Jitter::new(1));
    assert_eq!(outbox.unsent()[0].delivery, Delivery::Failed(ApiError::Forbidden));
    assert_eq!(outbox.take_next(NOW), None, "not by itself");
    outbox.send_again(key);
    assert_eq!(outbox.take_next(NOW).map(|attempt| attempt.key), Some(key));
    outbox.failed(key, ApiError::Forbidden, NOW, &mut Jitter::new(1));
    outbox.discard(key);
    assert!(outbox.unsent().is_empty());
}

#[test]
fn what_may_have_arrived_is_looked_for_before_it_is_sent_again() {
    for (failure, looks_first) in [
        (ApiError::Timeout, true),
        (ApiError::Offline, true),
        (ApiError::Server, true),
        (ApiError::Malformed, true),
        (ApiError::RateLimited { retry_after: None }, false),
    ] {
        let mut outbox = outbox(&["one"]);
        assert!(!outbox.clone().take_next(NOW).expect("it waits").looks_first);
        let wait = fail(&mut outbox, failure.clone(), NOW).expect("by itself");
        let attempt = outbox.take_next(wait).expect("it is time");
        assert_eq!(attempt.looks_first, looks_first, "{failure:?}");
        // A failed look says nothing, and one that found nothing is enough until the next try.
        let wait = wait
            + outbox
                .failed(attempt.key, ApiError::RateLimited { retry_after: None }, wait, &mut Jitter::new(1))
                .expect("by itself");
        assert_eq!(outbox.take_next(wait).expect("it is time").looks_first, looks_first, "{failure:?}");
        assert!(outbox.still_to_send(attempt.key));
        let wait = wait
            + outbox
                .failed(attempt.key, ApiError::RateLimited { retry_after: None }, wait, &mut Jitter::new(1))
                .expect("by itself");
        assert!(!outbox.take_next(wait).expect("it is time").looks_first);
    }
}

fn failed(content: &str, failure: ApiError) -> Conversation {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, vec![message(7, &ben(), "message 7", NOON)], NOON, ANN);
    conversation.outbox.add(content.to_owned(), conversation.newest_id(), NOON);
    fail(&mut conversation.outbox, failure, NOW);
    conversation
}

#[test]
fn a_message_whose_reply_was_lost_is_recognised_when_it_comes_back() {
    let mut conversation = failed("hello", ApiError::Timeout);
    let page = MessageCursor::After(MessageId(7));
    conversation.receive(page, vec![message(8, &ann(), "hello", NOON)], NOON, ANN);
    assert!(conversation.outbox.unsent().is_empty());
    let ids: Vec<u64> = conversation.messages().iter().map(|message| message.id.0).collect();
    assert_eq!(ids, [7, 8]);
}

fn receive(conversation: &mut Conversation, message: Message) {
    conversation.receive(MessageCursor::Newest, vec![message], NOON, ANN);
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
        receive(&mut conversation, other);
        assert_eq!(contents(&conversation.outbox), ["hello"]);
    }
}

#[test]
fn a_message_that_was_refused_did_not_arrive_whatever_comes_back() {
    let mut conversation = failed("hello", ApiError::Forbidden);
    receive(&mut conversation, message(8, &ann(), "hello", NOON));
    assert_eq!(contents(&conversation.outbox), ["hello"]);
}

#[test]
fn two_equal_messages_need_two_copies() {
    let mut conversation = Conversation::default();
    conversation.outbox.restore(outbox(&["hi", "hi"]).to_stored());
    receive(&mut conversation, message(1, &ann(), "hi", NOON));
    assert_eq!(contents(&conversation.outbox), ["hi"]);
    receive(&mut conversation, message(2, &ben(), "hello", NOON));
    assert_eq!(contents(&conversation.outbox), ["hi"], "the copy that is here already was the other one's");
    receive(&mut conversation, message(3, &ann(), "hi", NOON));
    assert!(conversation.outbox.unsent().is_empty());
}

#[test]
fn the_copy_of_a_message_that_arrived_is_not_taken_for_an_equal_one_that_did_not() {
    let mut conversation = Conversation::default();
    conversation.outbox.restore(outbox(&["hi"]).to_stored());
    conversation.outbox.add("hi".to_owned(), None, NOON);
    let second = conversation.outbox.take_next(NOW).expect("the second waits").key;
    conversation.accept(second, message(8, &ann(), "hi", NOON));
    receive(&mut conversation, message(9, &ben(), "hello", NOON));
    assert_eq!(contents(&conversation.outbox), ["hi"]);
}

#[test]
fn unsent_messages_outlive_the_page_and_are_not_sent_by_themselves() {
    let mut outbox = Outbox::default();
    outbox.add("kept".to_owned(), Some(MessageId(7)), NOON);
    let mut after_reload = Outbox::default();
    after_reload.restore(outbox.to_stored());
    assert_eq!(contents(&after_reload), ["kept"]);
    assert_eq!(after_reload.take_next(NOW), None);
    assert_eq!(after_reload.unsent()[0].delivery, Delivery::Failed(ApiError::Interrupted));
    let key = after_reload.unsent()[0].key;
    after_reload.send_again(key);
    assert!(after_reload.take_next(NOW).expect("its writer says so").looks_first);
}
