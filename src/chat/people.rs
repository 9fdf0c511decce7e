//! Everyone that is known by name, and lists of them.

use crate::model::api_error::ApiError;
use crate::model::ids::UserId;
use crate::model::remote_data::{LoadState, RemoteData};
use crate::model::user::User;

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
        for user in users.into_iter().filter(|user| !user.is_deleted()) {
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
