//! How presence works in this tab, in numbers: for developers and staff.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::presence::metrics::report::MetricsReport;

/// The panel. The platform closes it, at Escape and at a click beside it too, and gives the focus back.
#[component]
pub fn DiagnosticsDialog(
    /// The numbers.
    #[prop(into)]
    report: Signal<Option<MetricsReport>>,
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
            on:close=move |_| on_close.run(())
        >
            // What has the focus is in sight: the first button is at the end.
            <h2 id="diagnostics-title" tabindex="-1" autofocus>
                "Diagnostics"
            </h2>
            <div class="diagnostics__numbers">{move || report.with(|report| report.as_ref().map(numbers))}</div>
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
fn numbers(report: &MetricsReport) -> impl IntoView + use<> {
    let line = |(name, number)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{number}</dd>
            </div>
        }
    };
    let group = move |(heading, lines): (String, Vec<(String, String)>)| {
        view! {
            <section>
                <h3>{heading}</h3>
                <dl>{lines.into_iter().map(line).collect_view()}</dl>
            </section>
        }
    };
    report.groups().into_iter().map(group).collect_view()
}
