//! Who is online, among those who are known by name: the lists and the sentences.

use super::ids::UserId;
use super::letter_case::LowerCase;
use super::people::{People, sort_by_name};
use super::presence::{Freshness, Snapshot, Status};
use super::user::User;

/// Those who were online when that was last known, `me` first, then by name; and how many more were whose names
/// are not known.
#[must_use]
pub fn last_online(people: &People, snapshot: &Snapshot, me: UserId, lower: LowerCase) -> (Vec<User>, usize) {
    if snapshot.freshness == Freshness::Unsupported {
        return (Vec::new(), 0);
    }
    let online = snapshot.online.ids();
    let mut named: Vec<User> = online.iter().filter_map(|id| people.get(*id)).cloned().collect();
    sort_by_name(&mut named, Some(me), lower);
    let nameless = online.len() - named.len();
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
pub fn not_online(people: &People, snapshot: &Snapshot, me: UserId, lower: LowerCase) -> Vec<User> {
    let nobody_is = snapshot.freshness == Freshness::Unsupported;
    let is_other = |user: &&User| nobody_is || !snapshot.online.contains(user.id);
    let mut others: Vec<User> = people.iter().filter(is_other).cloned().collect();
    sort_by_name(&mut others, Some(me), lower);
    others
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
