//! What people are told while it is not known who is online (CONTRACT section 5).

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::notice::{Notice, Severity};
use crate::chat::timeline::Recency;
use crate::dom::Drawn;
use crate::model::time;
use crate::platform::clock;
use crate::platform::intl::{self, Style};
use crate::presence::event::StaleNotice as Stale;
use crate::reactive::Live;

/// Says that it is not known who is online, and since when. The region that announces it stays on the page.
#[component]
pub fn StaleNotice(
    /// Whether there is something to say.
    notice: Live<Option<Stale>>,
    /// Whether the server is out of reach altogether.
    unreachable: Live<bool>,
) -> Drawn {
    let cause = move |lost: bool| {
        if lost || unreachable.get() { "The server can't be reached. ".to_owned() } else { String::new() }
    };
    draw! {
        <div role="status">
            {move || {
                notice.get().map(|Stale { since, still_shown }| {
                    draw! {
                        <Notice gravity=Severity::Warning icon="clock">
                            {move || cause(still_shown)}
                            {match since {
                                Some(since) => draw! { <LastConfirmed since still_shown /> },
                                None => draw! { "Who is online has not been known since this page was opened." },
                            }}
                            " Trying again."
                        </Notice>
                    }
                })
            }}
        </div>
    }
}

#[component]
fn LastConfirmed(since: DateTime<Utc>, still_shown: bool) -> Drawn {
    let style = match intl::recency(since, clock::wall()) {
        Recency::Today => Style::Time,
        _ => Style::Full,
    };
    draw! {
        {if still_shown {
            "Who is online was last confirmed at "
        } else {
            "Who is online is not known right now. Last confirmed at "
        }}
        <time datetime=time::to_rfc3339(since)>{intl::format(since, style)}</time>
        "."
    }
}
