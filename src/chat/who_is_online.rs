//! Who is online, among those who are known by name: the lists and the sentences.

use crate::chat::by_name::ByName;
use crate::chat::people::People;
use crate::model::ids::UserId;
use crate::model::user::User;
use crate::presence::{Freshness, Snapshot, Status};

/// Those who were online when that was last known, `me` first, then by name; and how many more were whose names
/// are not known.
#[must_use]
pub fn last_online(people: &ByName, snapshot: &Snapshot, me: UserId) -> (Vec<User>, usize) {
    if snapshot.freshness == Freshness::Unsupported {
        return (Vec::new(), 0);
    }
    let named = people.pick(me, |user| snapshot.online.contains(user.id));
    let nameless = snapshot.online.len() - named.len();
    (named, nameless)
}

/// The line under a list that leaves out `nameless` people who are online.
#[must_use]
pub fn and_more(nameless: usize) -> String {
    match nameless {
        1 => "And 1 more, whose name is not known here.".to_owned(),
        nameless => format!("And {nameless} more, whose names are not known here."),
    }
}

/// Everyone who is not among [`last_online`], in the same order.
#[must_use]
pub fn not_online(people: &ByName, snapshot: &Snapshot, me: UserId) -> Vec<User> {
    let nobody_is = snapshot.freshness == Freshness::Unsupported;
    people.pick(me, |user| nobody_is || !snapshot.online.contains(user.id))
}

/// Who is here, in a sentence for `me`.
#[must_use]
pub fn summary(people: &People, snapshot: &Snapshot, me: UserId) -> String {
    let Some(online) = snapshot.online_count() else {
        return match snapshot.freshness {
            Freshness::Pending => "Finding out who is here.".to_owned(),
            _ => "Who is online is not known right now.".to_owned(),
        };
    };
    let others = online - usize::from(snapshot.status(me) == Status::Online);
    if others == 0 {
        return "Nobody else is online.".to_owned();
    }
    match (online, people.len()) {
        (1, 0..=1) => "1 person is online.".to_owned(),
        (1, known) => format!("1 of {known} people is online."),
        (online, known) if known < online => format!("{online} people are online."),
        (online, known) => format!("{online} of {known} people are online."),
    }
}
