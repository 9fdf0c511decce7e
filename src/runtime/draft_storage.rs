//! Drafts and unsent messages, kept over a reload and over the end of a session: nothing typed is ever lost.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::Runtime;
use crate::chat::outbox::StoredMessage;
use crate::model::ids::{RoomId, UserId};
use crate::model::lenient;

/// Each person's own: the next one to sign in in this tab must not see them.
fn key(user: UserId) -> String {
    format!("leptos-presence.kept.{user}")
}

/// What was typed and not sent, or sent and not accepted, as it is stored.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct StoredDrafts {
    #[serde(deserialize_with = "lenient::entries")]
    drafts: HashMap<RoomId, String>,
    #[serde(deserialize_with = "unsent")]
    unsent: Vec<(RoomId, StoredMessage)>,
}

/// What is stored in another form, of an earlier version, costs the drafts nothing.
fn unsent<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(RoomId, StoredMessage)>, D::Error> {
    let items = lenient::optional::<Vec<Value>, D>(from)?;
    Ok(items.map(lenient::readable).unwrap_or_default())
}

impl Runtime {
    pub(super) fn store_drafts(&self) {
        let Some(user) = self.session.user_id_untracked() else { return };
        let of_room = |room| {
            let messages = self.chat.with_conversation(room, |conversation| conversation.outbox.to_stored());
            messages.into_iter().map(move |message| (room, message))
        };
        let unsent = self.chat.known_conversations().into_iter().flat_map(of_room).collect();
        let kept = StoredDrafts { drafts: self.chat.drafts(), unsent };
        match serde_json::to_string(&kept) {
            Ok(text) if kept != StoredDrafts::default() => self.drafts.set(&key(user), &text),
            _ => self.drafts.remove(&key(user)),
        }
    }

    pub(super) fn restore_drafts(&self, user: UserId) {
        let text = self.drafts.get(&key(user)).unwrap_or_default();
        let Some(StoredDrafts { drafts, unsent }) = lenient::parse(&text) else { return };
        self.chat.set_drafts(drafts);
        for (room, message) in unsent {
            self.chat.update_conversation(room, |conversation| {
                conversation.outbox.restore(vec![message]);
                true
            });
        }
    }

    pub(super) fn remove_drafts(&self) {
        if let Some(user) = self.session.user_id_untracked() {
            self.drafts.remove(&key(user));
        }
    }
}
