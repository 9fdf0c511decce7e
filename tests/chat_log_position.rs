//! Where the reader of a log stands, and what keeps them there.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::chat::conversation::{Conversation, Older};
use leptos_presence::chat::log_position::{
    END_REACH, LogWindow, OLDER_REACH, ScrollAnchor, first_visible, newest_by_others,
};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::ids::MessageId;
use leptos_presence::model::message::MessageCursor;
use proptest::prelude::*;
use support::{ANN, NOON, ann, ben, message};

fn window(top: f64) -> LogWindow {
    LogWindow { top, height: 500.0, content: 2_000.0 }
}

fn conversation(older: Older) -> Conversation {
    let mut conversation = Conversation::default();
    conversation.receive(MessageCursor::Newest, vec![message(9, &ben(), "hello", NOON)], NOON, ANN);
    conversation.older = older;
    conversation
}

#[test]
fn a_reader_near_the_end_is_at_the_end() {
    assert!(window(1_500.0).is_at_end());
    assert!(window(1_500.0 - END_REACH).is_at_end());
    assert!(!window(1_499.0 - END_REACH).is_at_end());
}

#[test]
fn what_does_not_fill_the_window_is_read_to_the_end() {
    assert!(LogWindow { top: 0.0, height: 500.0, content: 120.0 }.is_at_end());
}

#[test]
fn scrolling_alone_leaves_the_sizes_as_they_are() {
    assert!(window(3.0).has_size_of(&window(900.0)));
    assert!(!LogWindow { content: 2_001.0, ..window(3.0) }.has_size_of(&window(3.0)));
    assert!(!LogWindow { height: 501.0, ..window(3.0) }.has_size_of(&window(3.0)));
}

#[test]
fn older_messages_are_asked_for_near_the_start_only() {
    let possible = conversation(Older::Possible);
    assert!(window(0.0).wants_older(&possible));
    assert!(window(OLDER_REACH).wants_older(&possible));
    assert!(!window(OLDER_REACH + 1.0).wants_older(&possible));
}

#[test]
fn older_messages_are_asked_for_once_and_not_again_by_itself_after_a_failure() {
    for older in [Older::Loading, Older::None, Older::Failed(ApiError::Server)] {
        assert!(!window(0.0).wants_older(&conversation(older.clone())), "{older:?}");
    }
}

#[test]
fn nothing_is_older_than_nothing() {
    assert!(!window(0.0).wants_older(&Conversation::default()));
}

#[test]
fn a_scroll_anchor_leads_back_whichever_way_it_was_pushed() {
    let anchor = ScrollAnchor { message: MessageId(4), bottom: 80.0 };
    assert_eq!(anchor.drift(1_280.5), Some(1_200.5));
    assert_eq!(anchor.drift(-20.0), Some(-100.0));
    assert_eq!(anchor.drift(80.3), None, "less than a pixel is rounding");
}

proptest! {
    #[test]
    fn the_first_line_in_sight_is_the_first_whose_lower_edge_is(mut bottoms in proptest::collection::vec(-999_i32..999, 0..50)) {
        bottoms.sort_unstable();
        let count = u32::try_from(bottoms.len()).expect("few");
        let found = first_visible(count, |line| f64::from(bottoms[line as usize]));
        let expected = bottoms.iter().position(|bottom| *bottom > 0);
        prop_assert_eq!(found.map(|line| line as usize), expected);
    }
}

#[test]
fn ones_own_messages_are_no_news() {
    let messages =
        [message(1, &ben(), "a", NOON), message(2, &ben(), "b", NOON), message(3, &ann(), "c", NOON)];
    assert_eq!(newest_by_others(&messages, ANN), Some(MessageId(2)));
    assert_eq!(newest_by_others(&messages[2..], ANN), None);
}
