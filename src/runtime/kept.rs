//! Drafts and unsent messages, kept over a reload and over the end of a session: nothing typed is ever lost.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Runtime;
use crate::domain::ids::{MessageId, RoomId, UserId};
use crate::domain::outbox::KeptMessage;
use crate::domain::time::Timestamp;

/// Each person's own: the next one to sign in in this tab must not see them.
fn key(user: UserId) -> String {
    format!("leptos-presence.kept.{user}")
}

fn write_message(message: &KeptMessage) -> Value {
    let after = message.after.map_or(Value::Null, |after| Value::from(after.0));
    Value::Array(vec![
        Value::from(message.content.as_str()),
        Value::from(message.written_at.as_millis()),
        after,
    ])
}

fn read_message(kept: &Value) -> Option<KeptMessage> {
    Some(KeptMessage {
        content: kept.get(0)?.as_str()?.to_owned(),
        written_at: Timestamp::from_millis(kept.get(1)?.as_i64()?),
        after: kept.get(2)?.as_u64().map(MessageId),
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
        let drafts: Map<String, Value> = self
            .chat
            .drafts()
            .into_iter()
            .map(|(room, text)| (room.to_string(), Value::from(text)))
            .collect();
        let mut unsent = Map::new();
        for room in self.chat.known_conversations() {
            let kept = self.chat.with_conversation(room, |conversation| conversation.outbox.keep());
            if !kept.is_empty() {
                unsent.insert(room.to_string(), kept.iter().map(write_message).collect());
            }
        }
        if drafts.is_empty() && unsent.is_empty() {
            return self.drafts.remove(&key(user));
        }
        let kept =
            [("drafts".to_owned(), Value::Object(drafts)), ("unsent".to_owned(), Value::Object(unsent))];
        self.drafts.set(&key(user), &Value::Object(kept.into_iter().collect()).to_string());
    }

    pub(super) fn bring_back_drafts(&self, user: UserId) {
        let stored = self.drafts.get(&key(user)).and_then(|text| serde_json::from_str(&text).ok());
        let kept: Value = stored.unwrap_or_default();
        let drafts: BTreeMap<RoomId, String> = rooms(&kept, "drafts")
            .filter_map(|(room, text)| Some((room, text.as_str()?.to_owned())))
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
