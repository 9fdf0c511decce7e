//! A refresh that all tabs share: they take turns, and who comes after a successful one takes what came of it.

use std::cell::Cell;
use std::rc::Rc;

use futures_util::FutureExt;

use super::{Inner, REFRESH_KEY, Refreshed, SESSION_KEY};
use crate::api::auth::refresh::refresh;
use crate::model::api_error::ApiError;

/// What a refresh starts from.
pub(super) struct SharedRefresh {
    pub(super) generation: u64,
    pub(super) session: Option<String>,
    /// The refresh token that this tab knows of; another one in the storage is another tab's.
    pub(super) known: Option<String>,
}

impl SharedRefresh {
    pub(super) async fn run(self, inner: Rc<Inner>) -> Result<(), ApiError> {
        let generation = self.generation;
        let result = Rc::new(Cell::new(Err(ApiError::Timeout)));
        let task = {
            let (inner, result) = (Rc::clone(&inner), Rc::clone(&result));
            async move { result.set(self.run_in_turn(&inner).await) }
        };
        inner.tabs.in_turn(task.boxed_local()).await;
        inner.end_refresh(generation);
        result.replace(Err(ApiError::Timeout))
    }

    /// The refresh token of this session in the storage.
    fn stored(&self, inner: &Inner) -> Option<String> {
        inner.storage.get(REFRESH_KEY).filter(|_| inner.storage.get(SESSION_KEY) == self.session)
    }

    async fn run_in_turn(&self, inner: &Inner) -> Result<(), ApiError> {
        if inner.storage.get(REFRESH_KEY) != self.known {
            // Another tab has refreshed: what came of it is here, or on its way.
            inner.tabs.delivered().await;
        }
        if inner.has_access() {
            return Ok(());
        }
        let used = self.stored(inner).ok_or(ApiError::Unauthorised)?;
        let result = self.refresh_with(&used, inner).await;
        if result != Err(ApiError::Unauthorised) {
            return result;
        }
        // A tab that took no turn may have used the token up: then its successor, here or on its way, is the good one.
        inner.tabs.delivered().await;
        inner.check(self.generation)?;
        if inner.has_access() {
            return Ok(());
        }
        match self.stored(inner) {
            Some(successor) if successor != used => self.refresh_with(&successor, inner).await,
            Some(_) => {
                inner.storage.remove(REFRESH_KEY);
                result
            }
            None => result,
        }
    }

    async fn refresh_with(&self, token: &str, inner: &Inner) -> Result<(), ApiError> {
        let tokens = refresh(&*inner.transport, &*inner.platform, token).await?;
        inner.check(self.generation)?;
        let access = tokens.access.clone();
        inner.keep(tokens);
        if let Some(session) = self.session.clone()
            && let Ok(text) = serde_json::to_string(&Refreshed { session, access })
        {
            inner.tabs.tell(&text);
        }
        let on_refreshed = inner.on_refreshed.borrow().clone();
        if let Some(on_refreshed) = on_refreshed {
            on_refreshed();
        }
        Ok(())
    }
}
