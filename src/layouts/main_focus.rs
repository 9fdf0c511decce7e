//! The focus after a navigation.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::domain::route::page_of;
use crate::platform::{page, timer};

/// Moves the focus to the new page when another page is opened, as a browser does when it loads one; unless the
/// page has put it somewhere itself. Moving from room to room is the messages page's own concern.
#[component]
pub fn MainFocus() -> impl IntoView {
    let pathname = use_location().pathname;
    let opened = Memo::new(move |_| pathname.with(|path| page_of(path).map(str::to_owned)));
    let pending = StoredValue::new_local(None);
    Effect::new(move |before: Option<Option<String>>| {
        let now = opened.get();
        if before.flatten().is_some_and(|before| Some(before) != now) {
            // The router puts the page in its place after this, yet before any timer.
            pending.set_value(Some(timer::after(Duration::ZERO, || page::focus_into("#main"))));
        }
        now
    });
}
