//! A point in time, written as the reader writes it.

use chrono::{DateTime, Utc};
use std::time::Duration;

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::chat::timeline::LocalDay;
use crate::dom::Drawn;
use crate::model::time;
use crate::platform::clock;
use crate::platform::intl::{self, Style};
use crate::platform::timers::{Timer, after};
use crate::reactive::{Live, State};

/// How much of a point in time is written; all of it is said to a pointer that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFormat {
    /// 12:04
    Time,
    /// 12:04, Yesterday, Mon, 23 Nov
    Recent,
    /// Today, Yesterday, Monday 23 November
    Day,
}

/// A point in time.
#[component]
pub fn TimeLabel(
    /// When.
    time: DateTime<Utc>,
    /// How much of it is written.
    writing: TimeFormat,
    /// The class.
    #[prop(optional)]
    class: &'static str,
) -> Drawn {
    let (machine, full) = (time::to_rfc3339(time), intl::written(time, Style::Full));
    let format = match writing {
        // The time of day stays what it is.
        TimeFormat::Time => {
            return draw! { <time datetime=machine title=full class=class>{intl::written(time, Style::Time)}</time> };
        }
        TimeFormat::Recent => intl::format_recent,
        TimeFormat::Day => intl::format_day,
    };
    let today = today();
    draw! { <time datetime=machine title=full class=class>{move || format(time, today.get())}</time> }
}

/// While the computer sleeps, timers may stand still: it wakes up on another day, and midnight is hours away.
const LOOK: Duration = Duration::from_secs(60);

/// A point in time of today. It changes at midnight: what was today is yesterday then.
fn today() -> Live<DateTime<Utc>> {
    let today = State::new(clock::wall());
    look_again(today, StoredValue::new_local(None));
    today.live()
}

fn look_again(today: State<DateTime<Utc>>, timer: StoredValue<Option<Timer>, LocalStorage>) {
    let now = clock::wall();
    let left = LocalDay::time_left(now, intl::offset_minutes(now));
    let look = after(left.min(LOOK), move || {
        let later = clock::wall();
        if LocalDay::of(later, intl::offset_minutes(later)) != LocalDay::of(now, intl::offset_minutes(now)) {
            today.set(later);
        }
        look_again(today, timer);
    });
    // Where its owner is gone, the timer goes too.
    drop(timer.try_set_value(Some(look)));
}
