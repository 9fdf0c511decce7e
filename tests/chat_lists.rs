//! People, rooms and conversations as they are listed.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::time::Duration;

use leptos_presence::chat::by_name::ByName;
use leptos_presence::chat::people::People;
use leptos_presence::chat::people_table::{Column, Sort, table};
use leptos_presence::chat::rooms::{filter_rooms, total_unread};
use leptos_presence::chat::timeline::{Entry, GROUP_GAP, Recency, day_of, timeline};
use leptos_presence::chat::who_is_online::last_online;
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::time::{self, TimeExt};
use leptos_presence::model::user::User;
use leptos_presence::presence::{Freshness, OnlineUsers, Snapshot};
use support::{ANN, BEN, CLEO, NOON, ann, ben, message, room, user};

fn snapshot(online: &[UserId]) -> Snapshot {
    Snapshot { online: OnlineUsers::new(online.to_vec()), freshness: Freshness::Fresh }
}

fn by_name() -> ByName {
    ByName::new(&everyone(), str::to_lowercase)
}

fn everyone() -> People {
    let mut people = People::default();
    let mut cleo = user(3, "cleo Diaz");
    cleo.is_staff = true;
    people.learn(&[ann(), ben(), cleo]);
    people
}

fn names(users: &[User]) -> Vec<&str> {
    users.iter().map(|user| &*user.display_name).collect()
}

#[test]
fn learning_the_same_people_again_changes_nothing() {
    let mut people = everyone();
    assert!(!people.learn(&[ann(), ben()]));
    let renamed = User { display_name: "Annie".into(), ..ann() };
    assert!(people.learn(&[renamed]));
    assert_eq!(people.get(ANN).map(|user| &*user.display_name), Some("Annie"));
}

#[test]
fn of_what_is_told_of_a_person_at_once_the_last_counts() {
    let mut people = People::default();
    let renamed = User { display_name: "Annie".into(), ..ann() };
    assert!(people.learn(&[ben(), ann(), renamed.clone()]));
    assert_eq!(people.iter().cloned().collect::<Vec<_>>(), [renamed, ben()]);
}

#[test]
fn who_is_online_stands_with_oneself_first_then_by_name() {
    let (named, nameless) = last_online(&by_name(), &snapshot(&[ANN, BEN, CLEO, UserId(99)]), BEN);
    assert_eq!(names(&named), ["Ben Brook", "Ann Alvarez", "cleo Diaz"]);
    assert_eq!(nameless, 1);
}

#[test]
fn while_it_is_not_known_those_stand_who_were_online_when_it_was() {
    let stale = Snapshot { freshness: Freshness::Stale { since: Some(NOON) }, ..snapshot(&[BEN]) };
    let (named, _) = last_online(&by_name(), &stale, ANN);
    assert_eq!(names(&named), ["Ben Brook"]);
}

#[test]
fn the_table_is_found_by_name_and_user_name_in_any_case() {
    let rows = |query| table(&by_name(), &snapshot(&[]), query, Sort::default(), str::to_lowercase);
    assert_eq!(names(&rows("  ")), ["Ann Alvarez", "Ben Brook", "cleo Diaz"]);
    assert_eq!(names(&rows("DIAZ")), ["cleo Diaz"]);
    assert_eq!(names(&rows("ben")), ["Ben Brook"]);
    assert_eq!(names(&rows("zoe")), Vec::<&str>::new());
}

#[test]
fn the_table_is_sorted_by_the_pressed_heading_and_the_other_way_at_the_second_press() {
    let sorted = |sort| {
        names(&table(&by_name(), &snapshot(&[CLEO]), "", sort, str::to_lowercase))
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let by_status = Sort::default().pressed(Column::Status);
    assert_eq!(sorted(by_status), ["cleo Diaz", "Ann Alvarez", "Ben Brook"]);
    assert_eq!(sorted(by_status.pressed(Column::Status)), ["Ben Brook", "Ann Alvarez", "cleo Diaz"]);
    assert_eq!(sorted(Sort::default().pressed(Column::Role)), ["cleo Diaz", "Ann Alvarez", "Ben Brook"]);
    let by_name = Sort::default();
    assert_eq!(by_name.aria(Column::Name), "ascending");
    assert_eq!(by_name.pressed(Column::Name).aria(Column::Name), "descending");
    assert_eq!(by_name.aria(Column::Role), "none");
}

#[test]
fn rooms_are_found_by_name_and_by_who_is_in_them() {
    let rooms = [room(1, "General", &[ann(), ben()]), room(2, "Archive", &[ann()])];
    let found =
        |query| filter_rooms(&rooms, query, str::to_lowercase).map(|room| room.id.0).collect::<Vec<_>>();
    assert_eq!(found(""), [1, 2]);
    assert_eq!(found("ARCH"), [2]);
    assert_eq!(found("brook"), [1]);
    assert_eq!(found("nothing"), Vec::<u64>::new());
}

#[test]
fn unread_messages_of_the_open_room_do_not_count() {
    let mut rooms = [room(1, "General", &[]), room(2, "Archive", &[])];
    (rooms[0].unread_count, rooms[1].unread_count) = (2, u32::MAX);
    assert_eq!(total_unread(&rooms, None), u32::MAX);
    assert_eq!(total_unread(&rooms, Some(RoomId(2))), 2);
}

#[test]
fn a_room_of_two_has_one_other() {
    assert_eq!(room(1, "", &[ann(), ben()]).only_other(ANN), Some(&ben()));
    assert_eq!(room(1, "", &[ann(), ben(), user(3, "Cleo")]).only_other(ANN), None);
    assert_eq!(room(1, "", &[ann()]).only_other(ANN), None);
}

#[test]
fn initials_are_those_of_the_first_and_the_last_word() {
    let initials = |name: &str| user(1, name).initials();
    assert_eq!(initials("Ann B. Alvarez"), "AA");
    assert_eq!(initials("cher"), "c");
    assert_eq!(initials("  élodie   ünal "), "éü");
    assert_eq!(initials("李 小龍"), "李小");
    assert_eq!(initials("<script> (x)"), "sx");
    assert_eq!(initials("!!!"), "");
    assert_eq!(initials("“Ann” –Alvarez"), "AA");
}

fn at(minutes: i64) -> DateTime<Utc> {
    time::from_millis(NOON.timestamp_millis() + minutes * 60_000)
}

fn shape(entries: &[Entry]) -> String {
    entries
        .iter()
        .map(|entry| match entry {
            Entry::Day(..) => '|',
            Entry::Message { opens_group: true, .. } => 'O',
            Entry::Message { .. } => '.',
        })
        .collect()
}

#[test]
fn messages_stand_by_day_and_by_sender() {
    let messages = [
        message(1, &ben(), "a", at(0)),
        message(2, &ben(), "b", at(5)),
        message(3, &ben(), "c", at(10).plus(Duration::from_millis(1))),
        message(4, &ann(), "d", at(11)),
        message(5, &ann(), "e", at(24 * 60)),
    ];
    let entries = timeline(&messages, ANN, |_| 0);
    assert_eq!(GROUP_GAP, Duration::from_secs(300));
    assert_eq!(shape(&entries), "|O.OO|O");
    assert!(matches!(entries[4], Entry::Message { mine: true, .. }));
}

#[test]
fn days_are_the_readers_own() {
    // 23:50 and 00:10 in UTC: one day in Honolulu (-600), two in London.
    let messages = [message(1, &ben(), "a", at(11 * 60 + 50)), message(2, &ann(), "b", at(12 * 60 + 10))];
    assert_eq!(shape(&timeline(&messages, ANN, |_| 0)), "|O|O");
    assert_eq!(shape(&timeline(&messages, ANN, |_| -600)), "|OO");
}

#[test]
fn a_group_never_goes_over_midnight() {
    let messages = [message(1, &ben(), "a", at(11 * 60 + 58)), message(2, &ben(), "b", at(12 * 60 + 1))];
    assert_eq!(shape(&timeline(&messages, ANN, |_| 0)), "|O|O");
}

#[test]
fn how_long_ago_a_day_was() {
    let today = day_of(NOON, 0);
    let recency = |days: i64| Recency::of(today - TimeDelta::days(days), today);
    assert_eq!(recency(-1), Recency::Today, "a clock that is ahead");
    assert_eq!(recency(0), Recency::Today);
    assert_eq!(recency(1), Recency::Yesterday);
    assert_eq!(recency(2), Recency::ThisWeek);
    assert_eq!(recency(6), Recency::ThisWeek);
    assert_eq!(recency(7), Recency::Earlier);
}

#[test]
fn days_before_1970_are_days_too() {
    let day_before = NaiveDate::default().pred_opt().expect("a day");
    assert_eq!(day_of(time::from_millis(-1), 0), day_before);
}
