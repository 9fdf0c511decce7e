//! Addresses inside the app (CONTRACT section 4).

use crate::model::ids::RoomId;
use crate::model::user::User;

/// The address of the sign-in.
pub const LOGIN: &str = "/login";

/// The sign-in's parameter that says which page was asked for.
pub const NEXT_PARAMETER: &str = "next";

/// Which of the two layouts a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// For everyone who is signed in.
    Dashboard,
    /// For staff.
    Admin,
}

impl Area {
    /// A person's own area: where `/` leads them.
    #[must_use]
    pub fn home_of(user: &User) -> Self {
        if user.is_staff { Self::Admin } else { Self::Dashboard }
    }

    /// The address of its first page.
    #[must_use]
    pub const fn home(self) -> &'static str {
        match self {
            Self::Dashboard => "/dashboard",
            Self::Admin => "/admin",
        }
    }

    /// The address of its messages.
    #[must_use]
    pub const fn messages(self) -> &'static str {
        match self {
            Self::Dashboard => "/dashboard/messages",
            Self::Admin => "/admin/messages",
        }
    }

    /// The address of a room.
    #[must_use]
    pub fn room(self, room: RoomId) -> String {
        format!("{}/{room}", self.messages())
    }

    /// What stands in the place of a room's id in `path`; `None` where no room is asked for.
    #[must_use]
    pub fn room_in(self, path: &str) -> Option<&str> {
        let room = path.strip_prefix(self.messages())?.strip_prefix('/')?.trim_end_matches('/');
        Some(room).filter(|room| !room.is_empty())
    }
}

/// The page at `path`: a room is a part of the messages' page.
#[must_use]
pub fn page_of(path: &str) -> &str {
    let areas = [Area::Dashboard, Area::Admin];
    match areas.into_iter().find(|area| area.room_in(path).is_some()) {
        Some(area) => area.messages(),
        None => path.trim_end_matches('/'),
    }
}

/// Where to go after sign-in: back to the page that was asked for, if it is one of this app's pages
/// behind the sign-in (an address of another site is none), else the person's own home.
#[must_use]
pub fn after_sign_in<'a>(asked_for: Option<&'a str>, user: &User) -> &'a str {
    let own_page = |path: &&str| {
        [Area::Dashboard, Area::Admin].into_iter().any(|area| {
            path.strip_prefix(area.home())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
        })
    };
    asked_for.filter(own_page).unwrap_or(Area::home_of(user).home())
}
