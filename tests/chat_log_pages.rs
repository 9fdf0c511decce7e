//! The pages in which the messages of a conversation are shown.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::chat::log_pages::LogPages;
use leptos_presence::chat::timeline::{Entry, timeline, timeline_after};
use leptos_presence::model::ids::MessageId;
use leptos_presence::model::message::Message;
use leptos_presence::model::time::TimeExt;
use proptest::prelude::*;
use support::{ANN, NOON, ann, ben, message};

/// Messages that change their sender and their day now and then.
fn conversation(ids: impl Iterator<Item = u64>) -> Vec<Message> {
    let hour = std::time::Duration::from_secs(3_600);
    let sender = |id: u64| if id.is_multiple_of(3) { ann() } else { ben() };
    ids.map(|id| message(id, &sender(id), &format!("message {id}"), NOON.plus(hour / 10 * id as u32)))
        .collect()
}

fn shown(pages: &LogPages, messages: &[Message]) -> Vec<Entry> {
    let lines = |start: MessageId| {
        let (before, part) = pages.part(start, messages);
        timeline_after(before, part, ANN, |_| 0)
    };
    pages.starts().into_iter().flat_map(lines).collect()
}

proptest! {
    #[test]
    fn the_pages_together_are_the_whole_conversation_and_stay_what_they_are(
        steps in proptest::collection::vec((0_u64..60, 0_u64..5), 1..6),
    ) {
        let (mut first, mut last) = (1_000, 1_001);
        let mut pages: Option<LogPages> = None;
        for (older, newer) in steps {
            first -= older;
            last += newer;
            let messages = conversation(first..last);
            let grown = LogPages::grown(pages.as_ref(), &messages);
            prop_assert_eq!(shown(&grown, &messages), timeline(&messages, ANN, |_| 0));
            if let Some(before) = &pages {
                let starts = before.starts();
                prop_assert_eq!(grown.starts().len(), starts.len() + usize::from(older > 0));
                prop_assert!(grown.starts().ends_with(&starts));
                for start in &starts {
                    let (_, part) = grown.part(*start, &messages);
                    let (_, part_before) = before.part(*start, &messages);
                    prop_assert_eq!(part.last(), part_before.last());
                }
            }
            pages = Some(grown);
        }
    }
}

#[test]
fn without_messages_there_is_no_page() {
    let pages = LogPages::grown(None, &[]);
    assert_eq!(pages.starts(), []);
    assert_eq!(pages.part(MessageId(1), &[]), (None, &[][..]));
}

#[test]
fn what_comes_later_stands_in_the_first_page() {
    let pages = LogPages::grown(None, &conversation(5..8));
    let messages = conversation(5..11);
    let (before, part) = LogPages::grown(Some(&pages), &messages).part(MessageId(5), &messages);
    assert_eq!((before, part.len()), (None, 6));
}
