//! Drafts and unsent messages, kept over a reload and over the end of a session: nothing typed is ever lost.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Runtime;
use crate::domain::ids::{RoomId, UserId};
use crate::domain::outbox::KeptMessage;

#[derive(Default, Serialize, Deserialize)]
struct Kept {
    drafts: HashMap<RoomId, String>,
    unsent: HashMap<RoomId, Vec<KeptMessage>>,
}

/// Each person's own: the next one to sign in in this tab must not see them.
fn key(user: UserId) -> String {
    format!("leptos-presence.kept.{user}")
}

impl Runtime {
    pub(super) fn keep_drafts(&self) {
        let Some(user) = self.session.user_id_untracked() else { return };
        let unsent = self.chat.known_conversations().into_iter().filter_map(|room| {
            let kept = self.chat.with_conversation(room, |conversation| conversation.outbox.keep());
            (!kept.is_empty()).then_some((room, kept))
        });
        let kept = Kept { drafts: self.chat.drafts(), unsent: unsent.collect() };
        if kept.drafts.is_empty() && kept.unsent.is_empty() {
            self.drafts.remove(&key(user));
        } else if let Ok(text) = serde_json::to_string(&kept) {
            self.drafts.set(&key(user), &text);
        }
    }

    pub(super) fn bring_back_drafts(&self, user: UserId) {
        let stored = self.drafts.get(&key(user));
        let kept: Kept = stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        self.chat.set_drafts(kept.drafts);
        for (room, unsent) in kept.unsent {
            self.chat.update_conversation(room, |conversation| {
                conversation.outbox.bring_back(unsent);
                true
            });
        }
    }

    pub(super) fn forget_drafts(&self) {
        if let Some(user) = self.session.user_id_untracked() {
            self.drafts.remove(&key(user));
        }
    }
}
