//! Pages, their titles, and what the home page picks.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use leptos_presence::domain::room::{Room, newest};
use leptos_presence::domain::route::page_of;
use leptos_presence::domain::title::page_title;
use support::{NOON, ann, ben, message, room};

#[test]
fn all_rooms_of_an_area_are_one_page() {
    assert_eq!(page_of("/dashboard/messages/1"), page_of("/dashboard/messages"));
    assert_eq!(page_of("/dashboard/messages/1"), page_of("/dashboard/messages/2"));
    assert_ne!(page_of("/dashboard/messages/1"), page_of("/admin/messages/1"));
    assert_ne!(page_of("/dashboard/messages"), page_of("/dashboard"));
    assert_ne!(page_of("/login"), page_of("/dashboard"));
}

#[test]
fn the_address_that_only_leads_on_is_no_page() {
    assert_eq!(page_of("/"), None);
}

#[test]
fn the_title_counts_what_is_unread() {
    assert_eq!(page_title("Home", 0), "Home · leptos-presence");
    assert_eq!(page_title("Home", 3), "(3) Home · leptos-presence");
}

#[test]
fn the_newest_rooms_are_those_in_which_something_was_said_last() {
    let spoken = |id: u64, minutes: u64| Room {
        last_message: Some(message(id, &ann(), "Hello", NOON.plus(Duration::from_secs(60 * minutes)))),
        ..room(id, "Room", &[ann(), ben()])
    };
    let rooms = [room(1, "Silent", &[ann()]), spoken(2, 5), spoken(3, 9), spoken(4, 1)];
    let ids = |count| newest(&rooms, count).iter().map(|room| room.id.0).collect::<Vec<_>>();
    assert_eq!(ids(2), [3, 2]);
    assert_eq!(ids(9), [3, 2, 4, 1]);
}
