//! How presence works in this tab, in numbers: for developers and staff.

use leptos::ev;
use leptos::html::Dialog;
use leptos::prelude::*;
use serde_json::Value;

/// The panel. The platform closes it, at Escape and at a click beside it too, and gives the focus back.
#[component]
pub fn DiagnosticsDialog(
    /// The report of [`Metrics`](crate::presence::metrics::Metrics), as JSON.
    #[prop(into)]
    report: Signal<String>,
    /// How far the trace is; empty where none is recorded.
    #[prop(into)]
    progress: Signal<String>,
    /// Saves the numbers.
    on_save: Callback<()>,
    /// Begins a trace, or ends and saves it.
    on_record: Callback<()>,
    /// The panel has been closed.
    on_close: Callback<()>,
    /// The panel itself, for those who open it.
    node_ref: NodeRef<Dialog>,
) -> impl IntoView {
    let record = move || if progress.with(String::is_empty) { "Record a trace" } else { "Stop and save" };
    view! {
        <dialog
            class="popover diagnostics"
            aria-labelledby="diagnostics-title"
            closedby="any"
            node_ref=node_ref
            on:close=move |_: ev::Event| on_close.run(())
        >
            <h2 id="diagnostics-title">"Diagnostics"</h2>
            <div class="diagnostics__numbers">{move || numbers(&report.get())}</div>
            <p role="status">{progress}</p>
            <form method="dialog">
                <button class="button" type="button" on:click=move |_| on_save.run(())>
                    "Save as JSON"
                </button>
                <button class="button" type="button" on:click=move |_| on_record.run(())>
                    {record}
                </button>
                <button class="button button--primary">"Close"</button>
            </form>
        </dialog>
    }
}

/// A report, group by group under its headings.
fn numbers(report: &str) -> impl IntoView + use<> {
    let report: Value = serde_json::from_str(report).unwrap_or_default();
    let group = |(heading, group): (&String, &Value)| {
        let line = |(name, value): (&String, &Value)| {
            view! {
                <div>
                    <dt>{words(name)}</dt>
                    <dd>{text(value)}</dd>
                </div>
            }
        };
        let lines = group.as_object().into_iter().flatten().map(line).collect_view();
        view! {
            <section>
                <h3>{words(heading)}</h3>
                <dl>{lines}</dl>
            </section>
        }
    };
    report.as_object().into_iter().flatten().map(group).collect_view()
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
