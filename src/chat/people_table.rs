//! The table of people: which rows it has, in which order.

use super::by_name::ByName;
use super::letter_case::LowerCase;
use crate::model::user::User;
use crate::presence::{Snapshot, Status};

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
