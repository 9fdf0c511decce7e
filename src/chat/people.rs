//! Everyone that is known by name, and lists of them.

use crate::chat::by_name::ByName;
use crate::chat::letter_case::LowerCase;
use crate::model::api_error::ApiError;
use crate::model::ids::UserId;
use crate::model::remote_data::{LoadState, RemoteData};
use crate::model::user::User;
use crate::presence::{Snapshot, Status};

/// Everyone that is known by name: from the user directory, and from the rooms where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    by_id: Vec<User>,
    complete: bool,
}

impl People {
    /// Adds people, or what is new about them; says whether anything was.
    pub fn learn<'a>(&mut self, users: impl IntoIterator<Item = &'a User>) -> bool {
        let (mut new, mut changed) = (Vec::new(), false);
        for user in users {
            match self.place(user.id) {
                Ok(place) if self.by_id[place] == *user => {}
                Ok(place) => {
                    self.by_id[place] = user.clone();
                    changed = true;
                }
                Err(_) => new.push(user.clone()),
            }
        }
        if new.is_empty() {
            return changed;
        }
        self.by_id.extend(new);
        self.by_id.sort_by_key(|user| user.id);
        self.by_id.dedup_by(|later, earlier| {
            let is_same = later.id == earlier.id;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
        true
    }

    fn place(&self, id: UserId) -> Result<usize, usize> {
        self.by_id.binary_search_by_key(&id, |user| user.id)
    }

    /// Notes that the user directory has told of everyone; says whether that is news.
    pub fn complete(&mut self) -> bool {
        !std::mem::replace(&mut self.complete, true)
    }

    /// The person with this id.
    #[must_use]
    pub fn get(&self, id: UserId) -> Option<&User> {
        self.place(id).ok().map(|place| &self.by_id[place])
    }

    /// Everyone, by id.
    pub fn iter(&self) -> impl Iterator<Item = &User> {
        self.by_id.iter()
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// How many of them are on the staff.
    #[must_use]
    pub fn staff_count(&self) -> usize {
        self.iter().filter(|user| user.is_staff).count()
    }

    /// Whether nobody is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

/// How a list of `people` is to be shown: not before the user directory has told of everyone; where the backend has
/// none, the people of the rooms are everyone.
#[must_use]
pub fn listing(people: &RemoteData<People>) -> LoadState {
    let complete = people.value.as_ref().is_some_and(|people| people.complete);
    match &people.failure {
        None if !complete => LoadState::Pending,
        Some(failure) if !complete && *failure != ApiError::NotFound => LoadState::Failed(failure.clone()),
        _ => LoadState::Ready,
    }
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
pub fn table(people: &ByName, snapshot: &Snapshot, query: &str, sort: Sort, lower: LowerCase) -> Vec<User> {
    let mut rows: Vec<User> = people.matching(&lower(query.trim())).cloned().collect();
    rows.sort_by_key(|user| match sort.column {
        Column::Name => 0,
        Column::Role => u8::from(!user.is_staff),
        Column::Status => status_rank(snapshot.status(user.id)),
    });
    if sort.descending {
        rows.reverse();
    }
    rows
}

/// What those are told who don't see the table change when something is looked for.
#[must_use]
pub fn announcement(query: &str, found: usize) -> String {
    match (query.trim(), found) {
        ("", _) => String::new(),
        (_, 1) => "1 person matches.".to_owned(),
        (_, found) => format!("{found} people match."),
    }
}

fn status_rank(status: Status) -> u8 {
    match status {
        Status::Online => 0,
        Status::Unknown => 1,
        Status::Offline => 2,
    }
}
