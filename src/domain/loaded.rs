//! Data that comes from elsewhere, good or old or not there yet.

use super::failure::Failure;

/// The last good value, and what went wrong since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded<T> {
    /// The last good value; kept when a later reply fails.
    pub value: Option<T>,
    /// Why the newest attempt failed; `None` when it succeeded or is yet to come.
    pub failure: Option<Failure>,
}

impl<T> Default for Loaded<T> {
    fn default() -> Self {
        Self { value: None, failure: None }
    }
}

impl<T> Loaded<T> {
    /// A good value.
    pub fn ready(value: T) -> Self {
        Self { value: Some(value), failure: None }
    }

    /// Whether nothing has been heard yet, neither good nor bad.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.value.is_none() && self.failure.is_none()
    }
}
