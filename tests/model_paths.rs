//! Pages, their titles, and what the home page picks.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::model::time::TimeExt;
use std::time::Duration;

use leptos_presence::chat::rooms::newest;
use leptos_presence::chat::title::page_title;
use leptos_presence::model::paths::{Area, AreaPage, Page};
use leptos_presence::model::room::Room;
use support::{NOON, ann, ben, message, room};

#[test]
fn each_address_leads_to_its_page() {
    for (path, page) in [
        ("/", Page::Start),
        ("/login", Page::Login),
        ("/dashboard", Page::In(Area::Dashboard, AreaPage::Home)),
        ("/dashboard/messages", Page::In(Area::Dashboard, AreaPage::Messages)),
        ("/dashboard/messages/7", Page::In(Area::Dashboard, AreaPage::Messages)),
        ("/admin", Page::In(Area::Admin, AreaPage::Home)),
        ("/admin/messages/7", Page::In(Area::Admin, AreaPage::Messages)),
    ] {
        assert_eq!(Page::at(path), page, "{path}");
        assert_eq!(Page::at(&format!("{path}/")), page, "{path}/");
    }
}

#[test]
fn other_addresses_lead_nowhere() {
    for path in ["/login/x", "/dashboards", "/dashboard/x", "/dashboard/messages/7/8", "/Admin", "/x"] {
        assert_eq!(Page::at(path), Page::Unknown, "{path}");
    }
}

#[test]
fn the_layout_stays_while_the_pages_of_its_area_change() {
    let frame = |path| Page::at(path).frame();
    assert_eq!(frame("/dashboard"), frame("/dashboard/messages/7"));
    assert_ne!(frame("/dashboard"), frame("/admin"));
    assert_ne!(frame("/dashboard"), frame("/nowhere"));
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
