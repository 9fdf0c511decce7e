//! A point in time, written as the reader writes it.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::dom::Drawn;
use crate::domain::time::Timestamp;
use crate::domain::timeline::LocalDay;
use crate::platform::intl::{self, Style};
use crate::platform::{clock, timer};
use crate::reactive::{Live, State, effect};

/// How much of a point in time is written; all of it is said to a pointer that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// 12:04
    Time,
    /// 12:04, Yesterday, Mon, 23 Nov
    Recent,
    /// Today, Yesterday, Monday 23 November
    Day,
}

/// A point in time.
#[component]
pub fn Moment(
    /// When.
    time: Timestamp,
    /// How much of it is written.
    writing: Writing,
    /// The class.
    #[prop(optional)]
    class: &'static str,
) -> Drawn {
    let (datetime, title) = (time.to_rfc3339(), intl::format(time, Style::Full));
    if writing == Writing::Time {
        // The same for ever: there may be a thousand of them.
        let text = intl::format(time, Style::Time);
        return draw! { <time class=class datetime=datetime title=title>{text}</time> };
    }
    let now = today();
    let text = move || match writing {
        Writing::Day => intl::format_day(time, now.get()),
        Writing::Recent | Writing::Time => intl::format_recent(time, now.get()),
    };
    draw! { <time class=class datetime=datetime title=title>{text}</time> }
}

/// A point in time of today. It changes at midnight: what was today is yesterday then.
fn today() -> Live<Timestamp> {
    let today = State::new(clock::wall());
    let midnight = StoredValue::new_local(None);
    effect(move || {
        let now = today.get();
        let left = LocalDay::time_left(now, intl::offset_minutes(now));
        midnight.set_value(Some(timer::after(left, move || {
            // Gone with its owner, the timer does not get here; the signal may go a moment earlier.
            today.set(clock::wall());
        })));
    });
    today.live()
}
