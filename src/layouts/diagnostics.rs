//! The diagnostics, kept fresh while somebody looks at them.

use std::time::Duration;

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::components::account_menu::ACCOUNT_MENU_ID;
use crate::components::diagnostics::{
    FRAGMENT, NUMBERS_ID, PANEL, PANEL_ID, PROGRESS_ID, RECORD_ID, SAVE_ID, numbers, record_label,
};
use crate::dom::Drawn;
use crate::hooks::use_chat;
use crate::platform::timers::{Timer, after};
use crate::platform::{history, page};
use crate::reactive::keep;
use crate::store::DiagnosticsStore;

const PLACE_ID: &str = "diagnostics-place";

/// The numbers are at most so old.
const REDRAW: Duration = Duration::from_secs(1);

#[derive(Clone, Copy)]
struct Panel {
    store: DiagnosticsStore,
    timer: StoredValue<Option<Timer>, LocalStorage>,
}

/// The place for the panel, which is there while the address asks for it.
#[component]
pub fn DiagnosticsPanel() -> Drawn {
    let panel = Panel { store: use_chat().diagnostics(), timer: StoredValue::new_local(None) };
    let look = move || panel.open_if_asked();
    keep(history::on_fragment(look));
    // The place comes to its own place after this, yet before any timer.
    panel.timer.set_value(Some(after(Duration::ZERO, look)));
    draw! { <div id=PLACE_ID on:click=move |event| panel.pressed(&page::id_of_target(&event))></div> }
}

impl Panel {
    fn open_if_asked(self) {
        if history::fragment() == FRAGMENT && !page::is_open(PANEL_ID) {
            // That gives the focus back to the menu's button, and so does the panel later.
            page::hide_popover(ACCOUNT_MENU_ID);
            page::fill(PLACE_ID, PANEL);
            page::show_modal(PANEL_ID);
            self.draw();
        }
    }

    fn pressed(self, button: &str) {
        match button {
            SAVE_ID => page::save("presence-metrics.json", &self.store.report()),
            RECORD_ID if self.store.progress().is_empty() => self.store.record(),
            RECORD_ID => page::save("presence-trace.jsonl", &self.store.stop_recording()),
            _ => return,
        }
        self.draw();
    }

    /// Draws now, and again and again while it is open.
    fn draw(self) {
        if !page::is_open(PANEL_ID) {
            page::fill(PLACE_ID, "");
            // So that the same address opens it again.
            return history::replace(&(history::path() + &history::query()));
        }
        let progress = self.store.progress();
        page::fill(NUMBERS_ID, &numbers(&self.store.report()));
        page::fill(RECORD_ID, record_label(!progress.is_empty()));
        page::fill(PROGRESS_ID, &progress);
        // Where the owner is gone, the timer comes back, and ends.
        self.timer.try_set_value(Some(after(REDRAW, move || self.draw())));
    }
}
