//! Links in messages: addresses, whole, and nothing else.
#![cfg(not(target_arch = "wasm32"))]

use leptos_presence::chat::links::{Part, parts};
use proptest::prelude::*;

fn links(text: &str) -> Vec<&str> {
    let link = |part| match part {
        Part::Link(address) => Some(address),
        Part::Text(_) => None,
    };
    parts(text).into_iter().filter_map(link).collect()
}

#[test]
fn addresses_are_found_whole_and_without_the_sentence_around_them() {
    let found = [
        ("https://example.org", "https://example.org"),
        ("see https://example.org/a?b=c#d, please", "https://example.org/a?b=c#d"),
        ("HTTP://EXAMPLE.ORG!", "HTTP://EXAMPLE.ORG"),
        ("(https://example.org/)", "https://example.org/"),
        (
            "https://en.wikipedia.org/wiki/Presence_(amplification).",
            "https://en.wikipedia.org/wiki/Presence_(amplification)",
        ),
        ("“https://example.org”", "https://example.org"),
        ("<https://example.org>", "https://example.org"),
        ("write to mailto:ann@example.org.", "mailto:ann@example.org"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("https://müller.example/straße", "https://müller.example/straße"),
        ("請看https://example.org。", "https://example.org"),
        ("請看 https://example.org。", "https://example.org"),
        ("a:b https://example.org", "https://example.org"),
        ("https:https://example.org", "https://example.org"),
    ];
    for (text, link) in found {
        assert_eq!(links(text), [link], "{text}");
    }
    assert_eq!(links("http://a.example http://b.example"), ["http://a.example", "http://b.example"]);
}

#[test]
fn nothing_else_is_a_link() {
    let nothing = [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript://x",
        "ftp://example.org",
        "www.example.org",
        "example.org",
        "https://",
        "https:// example.org",
        "https://.",
        "xhttps://example.org",
        "mailto:",
        "ws://example.org",
        "https:/example.org",
    ];
    for text in nothing {
        assert_eq!(links(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn what_turns_or_hides_a_part_of_an_address_ends_it() {
    assert_eq!(links("https://example.org/\u{202e}gro.live"), ["https://example.org/"]);
    assert_eq!(links("https://exam\u{200b}ple.org"), ["https://exam"]);
    assert_eq!(links("https://example.org\u{0}x"), ["https://example.org"]);
}

proptest! {
    #[test]
    fn the_parts_are_the_text(
        pieces in prop::collection::vec(
            prop_oneof![
                any::<String>(),
                Just("https://".to_owned()),
                Just("mailto:".to_owned()),
                Just("example.org".to_owned()),
                Just(":".to_owned()),
                Just(")".to_owned()),
                Just(" ".to_owned()),
            ],
            0..12,
        ),
    ) {
        let text = pieces.concat();
        let together: String = parts(&text).into_iter().map(|part| match part { Part::Text(part) | Part::Link(part) => part }).collect();
        prop_assert_eq!(&together, &text);
        for link in links(&text) {
            prop_assert!(!link.chars().any(char::is_whitespace), "{:?}", link);
            let lower = link.to_ascii_lowercase();
            prop_assert!(["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)));
        }
    }
}
