//! The focus after a navigation.

use std::time::Duration;

use leptos::prelude::*;

use crate::hooks::use_navigation;
use crate::model::paths::Page;
use crate::platform::{page, timers};
use crate::reactive::{effect, memo};

/// Moves the focus to the new page when another page is opened, as a browser does when it loads one; unless the
/// page has put it somewhere itself. Moving from room to room is the messages page's own concern.
#[component]
pub fn MainFocus() {
    let path = use_navigation().path();
    let opened = memo(move || path.with(|path| Page::at(path)));
    let pending = StoredValue::new_local(None);
    let mut before = None::<Page>;
    effect(move || {
        let now = opened.get();
        if before.replace(now).is_some_and(|before| before != now && before != Page::Start) {
            // The page comes to its place after this, yet before any timer.
            pending.set_value(Some(timers::after(Duration::ZERO, || page::focus_into("#main"))));
        }
    });
}
