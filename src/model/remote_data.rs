//! Data that comes from elsewhere, good or old or not there yet.

use crate::model::api_error::ApiError;

/// How a list is to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadState {
    /// It is on its way.
    Pending,
    /// As it is.
    Ready,
    /// It could not be had.
    Failed(ApiError),
}

/// The last good value, and what went wrong since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteData<T> {
    /// The last good value; kept when a later reply fails.
    pub value: Option<T>,
    /// Why the newest attempt failed; `None` when it succeeded or is yet to come.
    pub failure: Option<ApiError>,
}

impl<T> Default for RemoteData<T> {
    fn default() -> Self {
        Self { value: None, failure: None }
    }
}

impl<T> RemoteData<T> {
    /// A good value.
    pub fn ready(value: T) -> Self {
        Self { value: Some(value), failure: None }
    }

    /// Takes why the newest attempt failed; says whether that is news. The last good value stays.
    pub fn fail(&mut self, failure: ApiError) -> bool {
        let is_news = self.failure.as_ref() != Some(&failure);
        self.failure = Some(failure);
        is_news
    }

    /// Whether nothing has been heard yet, neither good nor bad.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.value.is_none() && self.failure.is_none()
    }

    /// How to show it, if it is a list: one that was there once stays when it can't be had again.
    #[must_use]
    pub fn state(&self) -> LoadState {
        match (&self.value, &self.failure) {
            (Some(_), _) => LoadState::Ready,
            (None, Some(failure)) => LoadState::Failed(failure.clone()),
            (None, None) => LoadState::Pending,
        }
    }
}
