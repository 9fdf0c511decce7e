//! How presence works in this tab, in numbers: for developers and staff.

use leptos::prelude::*;

use super::attributes::attributes;
use crate::domain::presence::metrics::{Figure, Section, export};
use crate::platform::page;
use crate::reactive::{Live, memo};
use crate::store::Diagnosis;

/// The panel's id: the page can have but one. It is not the address's fragment, which would scroll to it.
pub const DIAGNOSTICS_ID: &str = "diagnostics-panel";

/// A panel that [`page::show_modal`] opens. The platform closes it, at Escape or a click beside it too, and gives the
/// focus back.
#[component]
pub fn Diagnostics(
    /// What is shown.
    diagnosis: Live<Diagnosis>,
    /// It was closed.
    on_close: Callback<()>,
    /// A trace is to begin, or to end and be saved.
    on_record: Callback<()>,
) -> impl IntoView {
    let recording = memo(move || diagnosis.with(|diagnosis| diagnosis.recording.clone().unwrap_or_default()));
    let is_recording = memo(move || recording.with(|words| !words.is_empty()));
    view! {
        <dialog
            {..attributes(&[("aria-labelledby", "diagnostics-title"), ("closedby", "any")])}
            class="popover diagnostics"
            id=DIAGNOSTICS_ID
            on:close=move |_| on_close.run(())
        >
            <form class="diagnostics__head" {..attributes(&[("method", "dialog")])}>
                <h2 id="diagnostics-title">"Diagnostics"</h2>
                <button class="button button--quiet">"Close"</button>
            </form>
            {move || diagnosis.with(|diagnosis| numbers(&diagnosis.sections))}
            <div class="diagnostics__actions">
                <button class="button" on:click=move |_| on_record.run(())>
                    {move || if is_recording.get() { "Stop and save" } else { "Record a trace" }}
                </button>
                <p role="status">{move || recording.get()}</p>
            </div>
        </dialog>
    }
}

/// All numbers, and a link that saves them.
fn numbers(sections: &[Section]) -> AnyView {
    let save = page::data_url("application/json", &export(sections));
    let sections: Vec<AnyView> = sections.iter().map(section).collect();
    view! {
        <div class="diagnostics__sections">{sections}</div>
        <a {..attributes(&[("download", "presence-metrics.json")])} class="button" href=save>
            "Save as JSON"
        </a>
    }
    .into_any()
}

fn section(section: &Section) -> AnyView {
    let row = |figure: &Figure| {
        view! {
            <div class="diagnostics__row">
                <dt>{figure.label}</dt>
                <dd>{figure.text()}</dd>
            </div>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = section.figures.iter().map(row).collect();
    view! {
        <section>
            <h3>{section.title}</h3>
            <dl>{rows}</dl>
        </section>
    }
    .into_any()
}
