//! A timer of a page.

use std::time::Duration;

/// A timer of a page: it fires when the monotonic clock has reached `due`, and not in sleep.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timer {
    pub(crate) tab: usize,
    pub(crate) due: Duration,
    pub(crate) what: Ends,
}

/// What a timer ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ends {
    /// The client's own wait.
    Own,
    /// The timeout of an exchange.
    Patience(u64),
    /// The wait for the first answer to a refresh, before it is sent once more.
    Wait(u64),
}
