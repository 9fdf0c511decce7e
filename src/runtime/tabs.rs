//! The other tabs of the same person: what they tell is shown here, and what is learnt here is told to them.

use std::rc::Rc;
use std::time::Duration;

use super::Runtime;
use crate::api::tab_message::TabMessage;
use crate::model::api_error::ApiError;
use crate::platform::Guard;
use crate::presence::{Event, Feed, Outcome, PeerUpdate, Received, Request};

impl Runtime {
    pub(super) fn stand_for_lead(&self, stands: bool) {
        let this = self.this.clone();
        let guard = stands.then(|| {
            self.tabs.lead(Box::new(move || {
                if let Some(runtime) = this.upgrade() {
                    runtime.tell(Event::BecameLeader);
                }
            }))
        });
        // The old one ends after the borrow: the browser may have something to say about it.
        let before = self.lead.replace(guard);
        drop(before);
    }

    pub(super) fn listen_to_tabs(&self) -> Guard {
        let this = self.this.clone();
        self.tabs.listen(Rc::new(move |text| {
            if let Some(runtime) = this.upgrade() {
                runtime.hear(text);
            }
        }))
    }

    fn hear(&self, text: &str) {
        let Some(TabMessage { user, update }) = TabMessage::read(text) else { return };
        if self.session.user_id_untracked() != Some(user) {
            return;
        }
        self.has_peer_tabs.set(true);
        let PeerUpdate { request, sent_ago, outcome } = update;
        let outcome = match outcome {
            Outcome::Asked => Outcome::Asked,
            Outcome::Replied { next_in, result } => {
                let sent_at = self.platform.now().uptime.saturating_sub(sent_ago);
                if !self.engine.borrow().is_news(request, sent_at) {
                    return;
                }
                if let Some(feed) = self.gap(request, &result) {
                    return self.tell(Event::Refresh(feed));
                }
                Outcome::Replied { next_in, result: self.show_result(request, sent_ago, result) }
            }
        };
        self.tell(Event::PeerUpdate(PeerUpdate { request, sent_ago, outcome }));
    }

    /// The feed that is to be asked here too, since messages are missing between those that are here and those that
    /// another tab has got.
    fn gap(&self, request: Request, result: &Result<Received, ApiError>) -> Option<Feed> {
        match (request, result) {
            (Request::Messages(room), Ok(Received::Messages(page, _))) => self
                .chat
                .with_conversation(room, |conversation| !conversation.reaches(*page))
                .then_some(Feed::Messages(room)),
            _ => None,
        }
    }

    /// Tells the other tabs that `request` was sent, which is also how they know of this one.
    pub(super) fn tell_asked(&self, request: Request) {
        self.tell_tabs(request, Duration::ZERO, Outcome::Asked);
    }

    /// Tells the other tabs what came of `request`.
    pub(super) fn tell_result(
        &self,
        request: Request,
        sent_ago: Duration,
        result: Result<Received, ApiError>,
    ) {
        let next_in = self.engine.borrow().next_in(request, self.platform.now());
        if let Some(next_in) = next_in {
            self.tell_tabs(request, sent_ago, Outcome::Replied { next_in, result });
        }
    }

    fn tell_tabs(&self, request: Request, sent_ago: Duration, outcome: Outcome<Received>) {
        if let Some(user) = self.session.user_id_untracked() {
            let update = PeerUpdate { request, sent_ago, outcome };
            self.tabs.tell(&TabMessage { user, update }.write());
        }
    }
}
