//! The heartbeat hook (the source document's `useHeartbeat`).

use chrono::{DateTime, Utc};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use leptos::prelude::*;

use super::use_chat;
use crate::presence::Event;

static LAST_KEY: AtomicU64 = AtomicU64::new(0);

/// What [`use_heartbeat`] returns.
#[derive(Clone, Copy, Debug)]
pub struct UseHeartbeatReturn {
    /// The person's own `last_activity`, by the backend's clock; `None` before the first accepted heartbeat.
    pub last_activity: ReadSignal<Option<DateTime<Utc>>>,
}

/// Keeps the signed-in person online for as long as the calling component lives.
///
/// ```no_run
/// # use std::time::Duration;
/// # use leptos::prelude::*;
/// # use leptos_presence::hooks::use_heartbeat;
/// #[component]
/// fn Dashboard() -> impl IntoView {
///     use_heartbeat(None); // or use_heartbeat(Duration::from_secs(60))
/// }
/// ```
///
/// A heartbeat is sent at once and then every `interval` (`None`: the configured one, 2 minutes by default); only
/// while somebody is signed in; not while the tab is hidden, unless configured otherwise; at once when the tab
/// becomes visible again. A failed one is tried again within the interval. Where several components call this,
/// there is one stream of heartbeats, at the shortest of their intervals.
///
/// An interval that the online threshold can't bear is named in the console, and the configured one is used.
///
/// # Panics
/// Outside [`provide_presence`](crate::runtime::provide_presence).
pub fn use_heartbeat(interval: impl Into<Option<Duration>>) -> UseHeartbeatReturn {
    let chat = use_chat();
    let key = LAST_KEY.fetch_add(1, Ordering::Relaxed);
    chat.tell(Event::WantHeartbeat { key, interval: interval.into() });
    on_cleanup(move || chat.tell(Event::UnwantHeartbeat { key }));
    UseHeartbeatReturn { last_activity: chat.last_activity() }
}
