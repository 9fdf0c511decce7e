//! How presence works in this tab, in numbers: for developers and staff.
//!
//! This is HTML and no view. It is opened seldom, drawn as a whole once a second, and what is in it is ours or a number;
//! as views, its elements would be several KB of program that everybody loads.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The end of an address that opens the panel, whoever is signed in.
pub const FRAGMENT: &str = "#diagnostics";

/// The id of the panel, a `<dialog>`.
pub const PANEL_ID: &str = "presence-panel";
/// The id of the place for [`numbers`].
pub const NUMBERS_ID: &str = "presence-numbers";
/// The id of the place for how far a trace is.
pub const PROGRESS_ID: &str = "presence-progress";
/// The id of the button that saves the numbers.
pub const SAVE_ID: &str = "presence-save";
/// The id of the button that begins and ends a trace.
pub const RECORD_ID: &str = "presence-record";

/// The panel without what is in it. The platform closes it, at Escape and at a click beside it too, and gives the focus
/// back.
pub const PANEL: &str = r#"<dialog id="presence-panel" class="popover diagnostics" aria-labelledby="presence-title" closedby="any">
<h2 id="presence-title">Diagnostics</h2>
<div id="presence-numbers"></div>
<p id="presence-progress" role="status"></p>
<form method="dialog">
<button class="button" type="button" id="presence-save">Save as JSON</button>
<button class="button" type="button" id="presence-record"></button>
<button class="button button--primary">Close</button>
</form>
</dialog>"#;

/// What the button says that begins and ends a trace.
#[must_use]
pub const fn record_label(is_recording: bool) -> &'static str {
    if is_recording { "Stop and save" } else { "Record a trace" }
}

/// A report of [`Metrics`](crate::presence::metrics::Metrics) under its headings.
#[must_use]
pub fn numbers(report: &str) -> String {
    let report: BTreeMap<String, Map<String, Value>> = serde_json::from_str(report).unwrap_or_default();
    let mut html = String::new();
    for (heading, group) in &report {
        html += &format!("<section><h3>{}</h3><dl>", words(heading));
        for (name, value) in group {
            html += &format!("<div><dt>{}</dt><dd>{}</dd></div>", words(name), text(value));
        }
        html += "</dl></section>";
    }
    html
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// A number, or a part of a whole: `58 of 60 (96 %)`, rounded down.
fn text(value: &Value) -> String {
    let part = |at: usize| value.get(at)?.as_u64();
    match (value.as_u64(), part(0), part(1)) {
        (Some(number), ..) => number.to_string(),
        (_, Some(part), Some(whole @ 1..)) => {
            format!("{part} of {whole} ({} %)", part.saturating_mul(100) / whole)
        }
        _ => "–".to_owned(),
    }
}
