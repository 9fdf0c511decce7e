//! What people are told while it is not known who is online (CONTRACT section 5).

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::chat::timeline::Recency;
use crate::components::ui::{Notice, Severity};
use crate::model::time;
use crate::platform::clock;
use crate::platform::intl::{self, Style};
use crate::presence::event::StaleNotice as Stale;

/// Says that it is not known who is online, and since when. The region that announces it stays on the page.
#[component]
pub fn StaleNotice(
    /// Whether there is something to say.
    #[prop(into)]
    notice: Signal<Option<Stale>>,
    /// Whether the server is out of reach altogether.
    #[prop(into)]
    unreachable: Signal<bool>,
) -> impl IntoView {
    let words = move |Stale { since, still_shown }: Stale| {
        let cause = move || {
            let is_lost = still_shown || unreachable.get();
            is_lost.then_some("The server can't be reached. ")
        };
        let since = match since {
            Some(since) => view! { <LastConfirmed since still_shown /> }.into_any(),
            None => "Who is online has not been known since this page was opened.".into_any(),
        };
        view! {
            <Notice severity=Severity::Warning icon="clock">
                {cause} {since} " Trying again."
            </Notice>
        }
    };
    view! { <div role="status">{move || notice.get().map(words)}</div> }
}

#[component]
fn LastConfirmed(since: DateTime<Utc>, still_shown: bool) -> impl IntoView {
    let style = match intl::recency(since, clock::wall()) {
        Recency::Today => Style::Time,
        _ => Style::Full,
    };
    view! {
        {if still_shown {
            "Who is online was last confirmed at "
        } else {
            "Who is online is not known right now. Last confirmed at "
        }}
        <time datetime=time::to_rfc3339(since)>{intl::format(since, style)}</time>
        "."
    }
}
