//! Everyone in the order of their names.

use std::sync::Arc;

use crate::chat::letter_case::{LowerCase, lower_contains};
use crate::chat::people::People;
use crate::model::ids::UserId;
use crate::model::user::User;

/// Everyone, sorted by name once, and not each time somebody comes or goes: of ten thousand that would be the longest part
/// of a poll. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByName(Arc<Vec<Named>>);

#[derive(Debug, PartialEq, Eq)]
struct Named {
    user: User,
    /// In lower case.
    display_name: String,
    username: String,
}

impl ByName {
    /// Everyone of `people`.
    #[must_use]
    pub fn new(people: &People, lower: LowerCase) -> Self {
        let named = |user: &User| Named {
            user: user.clone(),
            display_name: lower(&user.display_name),
            username: lower(&user.username),
        };
        let mut everyone: Vec<Named> = people.iter().map(named).collect();
        everyone.sort_by(|a, b| (&a.display_name, a.user.id).cmp(&(&b.display_name, b.user.id)));
        Self(Arc::new(everyone))
    }

    /// Everyone.
    pub fn users(&self) -> impl Iterator<Item = &User> {
        self.0.iter().map(|named| &named.user)
    }

    /// Those whose display or user name contains `part`, which is in lower case.
    pub fn matching(&self, part: &str) -> impl Iterator<Item = &User> {
        let matches = move |named: &&Named| {
            [&named.display_name, &named.username].iter().any(|name| lower_contains(name, part))
        };
        self.0.iter().filter(matches).map(|named| &named.user)
    }

    /// Those of whom `is_wanted` is true, `first` before all others.
    pub(super) fn pick(&self, first: UserId, is_wanted: impl Fn(&User) -> bool) -> Vec<User> {
        let mut picked: Vec<User> = self.users().filter(|user| is_wanted(user)).cloned().collect();
        if let Some(place) = picked.iter().position(|user| user.id == first) {
            picked[..=place].rotate_right(1);
        }
        picked
    }
}
