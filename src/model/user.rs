//! People.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::ids::UserId;

/// A person, as the user directory and the rooms show them. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "WireUser")]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// What they sign in with.
    pub username: Arc<str>,
    /// What others call them; the user name where the backend has no other.
    pub display_name: Arc<str>,
    /// Whether the admin area is open to them.
    pub is_staff: bool,
}

/// A person as the backend sends them: the display name may be blank.
#[derive(Deserialize)]
struct WireUser {
    id: UserId,
    username: Arc<str>,
    display_name: Arc<str>,
    is_staff: bool,
}

impl From<WireUser> for User {
    fn from(WireUser { id, username, display_name, is_staff }: WireUser) -> Self {
        let is_blank = display_name.trim().is_empty();
        Self { id, display_name: if is_blank { username.clone() } else { display_name }, username, is_staff }
    }
}

/// No account has this id, which is none that could be read.
const NOBODY: UserId = UserId(u64::MAX);

impl User {
    /// Who stands where an account was that is gone.
    #[must_use]
    pub fn deleted() -> Self {
        let name: Arc<str> = "Deleted user".into();
        Self { id: NOBODY, username: Arc::clone(&name), display_name: name, is_staff: false }
    }

    /// Whether they are [`deleted`](Self::deleted).
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.id == NOBODY
    }

    /// The first word of what others call them.
    #[must_use]
    pub fn first_name(&self) -> &str {
        if self.is_deleted() {
            return &self.display_name;
        }
        self.display_name.split_whitespace().next().unwrap_or(&self.username)
    }

    /// Their part in the community.
    #[must_use]
    pub const fn role(&self) -> &'static str {
        if self.is_staff { "Staff" } else { "Veteran" }
    }

    /// One or two letters that stand for the person where there is no picture; the style sheet makes capitals of them.
    ///
    /// The first letters of the first and the last word of the display name: "Ann B. Alvarez" is "AA".
    #[must_use]
    pub fn initials(&self) -> String {
        let mut words = self
            .display_name
            .split_whitespace()
            .filter_map(|word| word.chars().find(|c| !is_punctuation(*c)));
        let first = words.next();
        let last = words.next_back();
        first.into_iter().chain(last).collect()
    }

    /// A number from 0 to `tones - 1` that stays the person's own: which tint their avatar has.
    #[must_use]
    pub fn tone(&self, tones: u64) -> u64 {
        // Neighbouring ids should not have neighbouring tints: multiply by an odd number (Knuth's) first.
        self.id.0.wrapping_mul(2_654_435_761) % tones.max(1)
    }
}

/// ASCII's, and Unicode's block of general punctuation, where the quotation marks and dashes are.
const fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '\u{2000}'..='\u{206f}')
}
