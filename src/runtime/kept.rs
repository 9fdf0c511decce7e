//! Drafts and unsent messages, kept over a reload and over the end of a session: nothing typed is ever lost.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Runtime;
use crate::domain::ids::{RoomId, UserId};
use crate::domain::outbox::KeptMessage;
use crate::domain::time::Timestamp;

/// Each person's own: the next one to sign in in this tab must not see them.
fn key(user: UserId) -> String {
    format!("leptos-presence.kept.{user}")
}

// Texts throughout, numbers too: to write any other value, serde_json brings its writing of fractions along.
type Kept = BTreeMap<&'static str, BTreeMap<String, Vec<Vec<String>>>>;

fn write_message(message: KeptMessage) -> Vec<String> {
    let after = message.after.map(|after| after.to_string()).unwrap_or_default();
    vec![message.content, message.written_at.as_millis().to_string(), after]
}

fn read_message(kept: &Value) -> Option<KeptMessage> {
    let text = |index: usize| kept.get(index).and_then(Value::as_str);
    Some(KeptMessage {
        content: text(0)?.to_owned(),
        written_at: Timestamp::from_millis(text(1)?.parse().ok()?),
        after: text(2)?.parse().ok(),
    })
}

/// The part of `kept` called `name`, room by room; what can't be read is left out.
fn rooms<'a>(kept: &'a Value, name: &str) -> impl Iterator<Item = (RoomId, &'a Value)> {
    let part = kept.get(name).and_then(Value::as_object);
    part.into_iter().flatten().filter_map(|(room, value)| Some((room.parse().ok()?, value)))
}

impl Runtime {
    pub(super) fn keep_drafts(&self) {
        let Some(user) = self.session.user_id_untracked() else { return };
        let drafts =
            self.chat.drafts().into_iter().map(|(room, text)| (room.to_string(), vec![vec![text]])).collect();
        let mut kept = Kept::from([("drafts", drafts)]);
        let unsent = kept.entry("unsent").or_default();
        for room in self.chat.known_conversations() {
            let messages = self.chat.with_conversation(room, |conversation| conversation.outbox.keep());
            if !messages.is_empty() {
                unsent.insert(room.to_string(), messages.into_iter().map(write_message).collect());
            }
        }
        if kept.values().all(BTreeMap::is_empty) {
            return self.drafts.remove(&key(user));
        }
        // Texts can always be written.
        self.drafts.set(&key(user), &serde_json::to_string(&kept).unwrap_or_default());
    }

    pub(super) fn bring_back_drafts(&self, user: UserId) {
        let stored = self.drafts.get(&key(user)).and_then(|text| serde_json::from_str(&text).ok());
        let kept: Value = stored.unwrap_or_default();
        let drafts: BTreeMap<RoomId, String> = rooms(&kept, "drafts")
            .filter_map(|(room, text)| Some((room, text.get(0)?.get(0)?.as_str()?.to_owned())))
            .collect();
        self.chat.set_drafts(drafts);
        for (room, messages) in rooms(&kept, "unsent") {
            let unsent = messages.as_array().into_iter().flatten().filter_map(read_message).collect();
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
