//! The numbers of the diagnostics, as they are shown.
#![cfg(target_arch = "wasm32")]

mod support;

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos_presence::components::presence::DiagnosticsDialog;
use support::ann;
use support::fake_api::FakeApi;
use support::web::{Mounted, mount};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn shown(report: &'static str) -> Mounted {
    mount(&FakeApi::new(ann()), move |_| {
        let nothing = Callback::new(|()| ());
        view! {
            <DiagnosticsDialog
                report=report.to_owned()
                progress=String::new()
                on_save=nothing
                on_record=nothing
                on_close=nothing
                node_ref=NodeRef::<Dialog>::new()
            />
        }
    })
}

fn texts(mounted: &Mounted, selector: &str) -> Vec<String> {
    let found = mounted.root.query_selector_all(selector).expect("a good selector");
    (0..found.length()).filter_map(|at| found.item(at)?.text_content()).collect()
}

#[wasm_bindgen_test]
fn numbers_are_shown_under_their_names_and_parts_with_their_share() {
    let mounted = shown(
        r#"{"own_heartbeats":{"accepted_of_ended":[1,2],"longest_gap_ms":null},
            "requests_in_the_last_hour":{"rooms":[0,900]},
            "this_tab":{"open_for_ms":120000},"dots":{"online_confirmed_by_next_reply":[0,0]}}"#,
    );
    let mut headings = texts(&mounted, "section h3");
    headings.sort_unstable();
    assert_eq!(headings, ["dots", "own heartbeats", "requests in the last hour", "this tab"]);
    let lines: Vec<_> = texts(&mounted, "dt").into_iter().zip(texts(&mounted, "dd")).collect();
    assert_eq!(lines.len(), 5);
    for (name, value) in [
        ("accepted of ended", "1 of 2 (50 %)"),
        ("longest gap ms", "–"),
        ("rooms", "0 of 900 (0 %)"),
        ("open for ms", "120000"),
        ("online confirmed by next reply", "–"),
    ] {
        assert!(lines.contains(&(name.to_owned(), value.to_owned())), "{name} in {lines:?}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_report_shows_nothing() {
    assert_eq!(shown("no report").count("section"), 0);
}
