//! The diagnostics, kept fresh while somebody looks at them.

use std::time::Duration;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::components::Diagnostics;
use crate::components::account_menu::ACCOUNT_MENU_ID;
use crate::components::diagnostics::DIAGNOSTICS_ID;
use crate::hooks::use_diagnostics;
use crate::platform::timer::after;
use crate::platform::{history, page};
use crate::reactive::callback;
use crate::store::DiagnosticsStore;

/// The end of an address that opens the panel, whoever is signed in.
pub const FRAGMENT: &str = "#diagnostics";

/// The numbers are at most so old.
const REDRAW: Duration = Duration::from_secs(1);

/// The panel, closed at first unless the address asks for it. [`open`] opens it.
#[component]
pub fn DiagnosticsPanel() -> impl IntoView {
    let store = use_diagnostics();
    let timer = StoredValue::new_local(None::<Timeout>);
    let open_if_asked = move || {
        if history::fragment() == FRAGMENT {
            page::show_modal(DIAGNOSTICS_ID);
            tick(store, timer);
        }
    };
    // The panel comes to its place after this, yet before any timer.
    let first = after(Duration::ZERO, open_if_asked);
    StoredValue::new_local((first, history::on_fragment(open_if_asked)));
    let on_close = callback(move |()| {
        timer.try_set_value(None);
        // So that the same address opens it again.
        history::replace(&(history::path() + &history::query()));
    });
    let on_record = callback(move |()| {
        if store.diagnosis().with_untracked(|diagnosis| diagnosis.recording.is_some()) {
            page::save("presence-trace.jsonl", &store.stop_recording());
        } else {
            store.record();
        }
    });
    view! { <Diagnostics diagnosis=store.diagnosis() on_close on_record /> }
}

/// Opens the panel, by way of the address.
pub fn open() {
    // That gives the focus back to the menu's button, and so does the panel later.
    page::hide_popover(ACCOUNT_MENU_ID);
    history::ask(FRAGMENT);
}

/// Measures now, and again and again.
fn tick(store: DiagnosticsStore, timer: StoredValue<Option<Timeout>, LocalStorage>) {
    store.measure();
    // Where the owner is gone, the timer comes back, and ends.
    timer.try_set_value(Some(after(REDRAW, move || tick(store, timer))));
}
