//! Who no longer reads is no longer on the list.

use leptos::prelude::*;
use leptos::reactive::graph::{AnySubscriber, Subscriber};

/// Takes `subscriber` off the lists of all that it reads when the current owner is cleaned up.
///
/// Leptos 0.8 leaves it there: a memo or effect that is gone keeps about 100 bytes in each signal that outlives it, and
/// a room is opened and left all day.
pub(super) fn unsubscribe_with_owner(subscriber: AnySubscriber) {
    on_cleanup(move || subscriber.clear_sources(&subscriber));
}
