//! The focus after a navigation.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::hooks::provide_main;
use crate::model::paths::page_of;
use crate::platform::page::{focus_into, without_base};
use crate::platform::timers::after;

/// Moves the focus to the new page when another page is opened, as a browser does when it loads one; unless the
/// page has put it somewhere itself. Moving from room to room is the messages page's own concern.
#[component]
pub fn FocusOnNavigate() -> impl IntoView {
    let main = provide_main();
    let pathname = use_location().pathname;
    let page = Memo::new(move |_| pathname.with(|path| page_of(&without_base(path)).to_owned()));
    let pending = StoredValue::new_local(None);
    Effect::new(move |before: Option<String>| {
        let page = page.get();
        if before.is_some_and(|before| before != page && before != "/") {
            // The page comes to its place after this, yet before any timer.
            let focus = after(Duration::ZERO, move || {
                if let Some(main) = main.try_get_untracked().flatten() {
                    focus_into(&main);
                }
            });
            pending.set_value(Some(focus));
        }
        page
    });
}
