//! What a page shows first, asked for together with whose page it is: a round trip less at each start.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, Shared, join3, select};

use super::port::ApiFuture;
use super::transport::HttpResponse;
use crate::platform::Platform;

/// A response counts as old, and is asked for anew, when its request was sent so long before somebody wants it.
const GOOD_FOR: Duration = Duration::from_secs(4);

type Response = Shared<ApiFuture<HttpResponse>>;

/// Polls that were sent before anything asked for them.
pub(super) struct EarlyPolls {
    platform: Rc<dyn Platform>,
    sent: RefCell<Vec<(&'static str, Duration, Response)>>,
    /// Once in a session: a backend that fails is not asked four times as often.
    is_spent: Cell<bool>,
}

impl EarlyPolls {
    pub(super) fn new(platform: Rc<dyn Platform>) -> Self {
        Self { platform, sent: RefCell::default(), is_spent: Cell::new(false) }
    }

    /// Has `send` ask for `paths` while `first` is on its way.
    pub(super) fn send_beside<T: 'static>(
        &self,
        first: ApiFuture<T>,
        paths: [&'static str; 3],
        send: impl Fn(&'static str) -> ApiFuture<HttpResponse>,
    ) -> ApiFuture<T> {
        if self.is_spent.replace(true) {
            return first;
        }
        let now = self.platform.now().uptime;
        let responses = paths.map(|path| send(path).shared());
        *self.sent.borrow_mut() =
            paths.into_iter().zip(responses.clone()).map(|(path, response)| (path, now, response)).collect();
        let [one, two, three] = responses;
        let responses = join3(one, two, three);
        async move {
            match select(responses, first).await {
                Either::Left((_, first)) => first.await,
                Either::Right((first, _)) => first,
            }
        }
        .boxed_local()
    }

    /// The response for `path`, once, if it was asked for and is not old.
    pub(super) fn take(&self, path: &str) -> Option<Response> {
        let mut sent = self.sent.borrow_mut();
        let index = sent.iter().position(|(of, ..)| *of == path)?;
        let (_, sent_at, response) = sent.swap_remove(index);
        let age = self.platform.now().uptime.saturating_sub(sent_at);
        (age < GOOD_FOR).then_some(response)
    }

    /// Forgets what was asked for: the session is over.
    pub(super) fn forget(&self) {
        self.sent.take();
        self.is_spent.set(false);
    }
}
