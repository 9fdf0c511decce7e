//! Long lists, slice by slice.

use std::time::Duration;

use leptos::prelude::*;

use crate::platform::timers::after;

/// So many rows are drawn at a time where there are many: about as many as fit between two frames of a slow machine.
const SLICE: usize = 250;

/// The beginning of a long list, which grows by a slice as soon as there is time until all of it is there: so the page
/// answers while thousands of rows are drawn.
#[must_use]
pub fn use_slices<T: Clone + PartialEq + Send + Sync + 'static>(rows: Signal<Vec<T>>) -> Memo<Vec<T>> {
    let limit = RwSignal::new(SLICE);
    let timer = StoredValue::new_local(None);
    let has_rest = Memo::new(move |_| rows.with(Vec::len) > limit.get());
    Effect::new(move |_| {
        limit.track();
        if has_rest.get() {
            let grow = move || {
                limit.try_update(|limit| *limit += SLICE);
            };
            timer.set_value(Some(after(Duration::ZERO, grow)));
        }
    });
    Memo::new(move |_| rows.with(|rows| rows.iter().take(limit.get()).cloned().collect()))
}
