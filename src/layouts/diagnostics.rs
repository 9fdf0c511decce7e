//! The diagnostics, kept fresh while somebody looks at them.

use std::time::Duration;

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::components::presence::DiagnosticsDialog;
use crate::hooks::use_chat;
use crate::platform::page;
use crate::platform::timers::{Timer, after};
use crate::presence::metrics::report::MetricsReport;
use crate::store::DiagnosticsStore;

/// The end of an address that opens the panel, whoever is signed in.
pub const FRAGMENT: &str = "#diagnostics";

/// The numbers are at most so old.
const REFRESH: Duration = Duration::from_secs(1);

/// What the panel shows.
#[derive(Clone, Copy)]
struct Shown {
    store: DiagnosticsStore,
    report: RwSignal<Option<MetricsReport>>,
    progress: RwSignal<String>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
}

impl Shown {
    fn refresh(self) {
        self.report.try_set(self.store.report());
        self.progress.try_set(self.store.progress());
    }

    /// Again and again while it is open. Where the owner is gone, the timer comes back, and ends.
    fn keep_fresh(self) {
        self.refresh();
        self.timer.try_set_value(Some(after(REFRESH, move || self.keep_fresh())));
    }

    fn save(self) {
        if let Some(report) = self.store.report() {
            page::save("presence-metrics.json", &report.to_json());
        }
    }

    fn record(self) {
        if self.progress.with_untracked(String::is_empty) {
            self.store.record();
        } else {
            page::save("presence-trace.jsonl", &self.store.stop_recording());
        }
        self.refresh();
    }
}

/// The panel, which is there while the address asks for it.
#[component]
pub fn Diagnostics() -> impl IntoView {
    let location = use_location();
    let navigate = use_navigate();
    let close = Callback::new(move |()| {
        // So that the same address opens it again.
        let options =
            NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() };
        let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
        navigate(&page::with_query(&path, &search), options);
    });
    view! {
        <Show when=move || location.hash.get() == FRAGMENT>
            <Panel on_close=close />
        </Show>
    }
}

#[component]
fn Panel(on_close: Callback<()>) -> impl IntoView {
    let shown = Shown {
        store: use_chat().diagnostics(),
        report: RwSignal::default(),
        progress: RwSignal::default(),
        timer: StoredValue::new_local(None),
    };
    shown.keep_fresh();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Fails only where it is open already.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <DiagnosticsDialog
            report=shown.report
            progress=shown.progress
            on_save=Callback::new(move |()| shown.save())
            on_record=Callback::new(move |()| shown.record())
            on_close
            node_ref=dialog
        />
    }
}
