//! Drafts and unsent messages, kept over a reload and over the end of a session: nothing typed is ever lost.

use super::Runtime;
use crate::chat::outbox::KeptMessage;
use crate::model::ids::{RoomId, UserId};
use crate::model::json::{self, Json};
use crate::model::time;

/// Each person's own: the next one to sign in in this tab must not see them.
fn key(user: UserId) -> String {
    format!("leptos-presence.kept.{user}")
}

fn write_message(message: &KeptMessage) -> String {
    let after = message.after.map(|after| after.to_string()).unwrap_or_default();
    json::array(
        &[&message.content, &message.written_at.timestamp_millis().to_string(), &after]
            .map(|text| json::string(text)),
    )
}

fn read_message(kept: &Json) -> Option<KeptMessage> {
    let text = |index: usize| kept.items()?.get(index)?.text();
    Some(KeptMessage {
        content: text(0)?.to_owned(),
        written_at: time::from_millis(text(1)?.parse().ok()?),
        after: text(2)?.parse().ok(),
    })
}

/// The part of `kept` called `name`, room by room; what can't be read is left out.
fn rooms<'a>(kept: &'a Json<'a>, name: &str) -> impl Iterator<Item = (RoomId, &'a Json<'a>)> {
    let part = kept.get(name).map(Json::members).unwrap_or_default();
    part.iter().filter_map(|(room, value)| Some((room.parse().ok()?, value)))
}

impl Runtime {
    pub(super) fn store_drafts(&self) {
        let Some(user) = self.session.user_id_untracked() else { return };
        let drafts: Vec<_> =
            self.chat.drafts().iter().map(|(room, text)| (room.to_string(), json::string(text))).collect();
        let mut unsent = Vec::new();
        for room in self.chat.known_conversations() {
            let messages = self.chat.with_conversation(room, |conversation| conversation.outbox.keep());
            if !messages.is_empty() {
                let messages: Vec<_> = messages.iter().map(write_message).collect();
                unsent.push((room.to_string(), json::array(&messages)));
            }
        }
        if drafts.is_empty() && unsent.is_empty() {
            return self.drafts.remove(&key(user));
        }
        let parts = [("drafts", drafts), ("unsent", unsent)].map(|(name, rooms)| {
            let rooms: Vec<_> = rooms.iter().map(|(room, kept)| (room.as_str(), kept.clone())).collect();
            (name, json::object(&rooms))
        });
        self.drafts.set(&key(user), &json::object(&parts));
    }

    pub(super) fn restore_drafts(&self, user: UserId) {
        let text = self.drafts.get(&key(user)).unwrap_or_default();
        let Some(kept) = Json::parse(&text) else { return };
        let drafts =
            rooms(&kept, "drafts").filter_map(|(room, text)| Some((room, text.text()?.to_owned()))).collect();
        self.chat.set_drafts(drafts);
        for (room, messages) in rooms(&kept, "unsent") {
            let unsent = messages.items().into_iter().flatten().filter_map(read_message).collect();
            self.chat.update_conversation(room, |conversation| {
                conversation.outbox.bring_back(unsent);
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
