//! Where the card about a dot goes, and where the keyboard goes from dot to dot.
#![cfg(not(target_arch = "wasm32"))]

use leptos_presence::presence::status_card::{Side, next_dot, place};

#[test]
fn the_card_goes_where_there_is_more_room() {
    assert_eq!(place(40.4, 100.0, 112.5, 740.0), (40, Side::Below(112)));
    assert_eq!(place(0.0, 370.0, 382.0, 740.0).1, Side::Below(382));
    assert_eq!(place(0.0, 371.0, 383.0, 740.0).1, Side::Above(369));
}

#[test]
fn arrow_keys_go_from_the_list_into_it_and_stop_at_its_ends() {
    assert_eq!(next_dot(None, true, 3), Some(0));
    assert_eq!(next_dot(Some(0), true, 3), Some(1));
    assert_eq!(next_dot(Some(2), true, 3), None);
    assert_eq!(next_dot(Some(1), false, 3), Some(0));
    assert_eq!(next_dot(Some(0), false, 3), None);
    assert_eq!(next_dot(None, true, 0), None);
}
