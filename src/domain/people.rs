//! Everyone that is known by name, and lists of them.

use std::collections::BTreeMap;

use super::ids::UserId;
use super::presence::{Snapshot, Status};
use super::user::User;

/// Everyone that is known by name: from the user directory, and from the rooms where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    by_id: BTreeMap<UserId, User>,
}

impl People {
    /// Adds people, or what is new about them; says whether anything was.
    pub fn learn<'a>(&mut self, users: impl IntoIterator<Item = &'a User>) -> bool {
        let mut changed = false;
        for user in users {
            if self.by_id.get(&user.id) != Some(user) {
                self.by_id.insert(user.id, user.clone());
                changed = true;
            }
        }
        changed
    }

    /// The person with this id.
    #[must_use]
    pub fn get(&self, id: UserId) -> Option<&User> {
        self.by_id.get(&id)
    }

    /// Everyone, by id.
    pub fn iter(&self) -> impl Iterator<Item = &User> {
        self.by_id.values()
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether nobody is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

/// Those who are online, `me` first, then by name; and how many more are online whose names are not known.
#[must_use]
pub fn online_now(people: &People, snapshot: &Snapshot, me: UserId) -> (Vec<User>, usize) {
    if snapshot.online_count().is_none_or(|count| count == 0) {
        return (Vec::new(), 0);
    }
    let online = snapshot.online.ids();
    let mut named: Vec<User> = online.iter().filter_map(|id| people.get(*id)).cloned().collect();
    named.sort_by_cached_key(|user| (user.id != me, user.display_name.to_lowercase(), user.id));
    let nameless = online.len() - named.len();
    (named, nameless)
}

/// A column of the people's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The display name.
    Name,
    /// Staff or veteran.
    Role,
    /// The status: online first.
    Status,
}

/// How the people's table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub column: Column,
    /// Whether the other way round.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { column: Column::Name, descending: false }
    }
}

impl Sort {
    /// What a press on `column`'s heading leads to: this column, or the other way round if it was this one already.
    #[must_use]
    pub fn pressed(self, column: Column) -> Self {
        Self { column, descending: self.column == column && !self.descending }
    }

    /// The value of `aria-sort` on `column`'s heading.
    #[must_use]
    pub fn aria(self, column: Column) -> &'static str {
        match (self.column == column, self.descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }
}

/// The rows of the people's table: those whose display or user name contains `query`, sorted; ties go by name.
#[must_use]
pub fn table(people: &People, snapshot: &Snapshot, query: &str, sort: Sort) -> Vec<User> {
    let query = query.trim().to_lowercase();
    let matches = |user: &&User| {
        query.is_empty()
            || user.display_name.to_lowercase().contains(&query)
            || user.username.to_lowercase().contains(&query)
    };
    let mut rows: Vec<User> = people.iter().filter(matches).cloned().collect();
    rows.sort_by_cached_key(|user| (user.display_name.to_lowercase(), user.id));
    match sort.column {
        Column::Name => {}
        Column::Role => rows.sort_by_key(|user| !user.is_staff),
        Column::Status => rows.sort_by_key(|user| status_rank(snapshot.status(user.id))),
    }
    if sort.descending {
        rows.reverse();
    }
    rows
}

fn status_rank(status: Status) -> u8 {
    match status {
        Status::Online => 0,
        Status::Unknown => 1,
        Status::Offline => 2,
    }
}
