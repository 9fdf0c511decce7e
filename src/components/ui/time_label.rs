//! A point in time, written as the reader writes it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::chat::timeline::{day_of, time_left_of_day};
use crate::model::time;
use crate::platform::clock;
use crate::platform::intl::{self, Style};
use crate::platform::timers::{Timer, after};

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
    format: TimeFormat,
    /// The class.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let written = match format {
        // The time of day stays what it is.
        TimeFormat::Time => intl::format(time, Style::Time).into_any(),
        TimeFormat::Recent => relative_to_today(time, intl::format_recent).into_any(),
        TimeFormat::Day => relative_to_today(time, intl::format_day).into_any(),
    };
    view! {
        <time datetime=time::to_rfc3339(time) title=intl::format(time, Style::Full) class=class>
            {written}
        </time>
    }
}

fn relative_to_today(
    time: DateTime<Utc>,
    format: fn(DateTime<Utc>, DateTime<Utc>) -> String,
) -> impl IntoView {
    let today = use_today();
    move || format(time, today.get())
}

/// While the computer sleeps, timers may stand still: it wakes up on another day, and midnight is hours away.
const LOOK: Duration = Duration::from_secs(60);

/// A point in time of today. It changes at midnight: what was today is yesterday then.
fn use_today() -> ReadSignal<DateTime<Utc>> {
    let (today, set_today) = signal(clock::wall());
    look_again(set_today, StoredValue::new_local(None));
    today
}

fn look_again(set_today: WriteSignal<DateTime<Utc>>, timer: StoredValue<Option<Timer>, LocalStorage>) {
    let now = clock::wall();
    let left = time_left_of_day(now, intl::offset_minutes(now));
    let look = after(left.min(LOOK), move || {
        let later = clock::wall();
        if day_of(later, intl::offset_minutes(later)) != day_of(now, intl::offset_minutes(now)) {
            set_today.try_set(later);
        }
        look_again(set_today, timer);
    });
    // Where its owner is gone, the timer goes too.
    drop(timer.try_set_value(Some(look)));
}
