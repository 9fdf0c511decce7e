//! Identifiers, one type each, so that a room's id is never taken for a user's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The largest id that the backend's databases have.
const LARGEST: u64 = i64::MAX as u64;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "u64")]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl TryFrom<u64> for $name {
            type Error = &'static str;

            fn try_from(id: u64) -> Result<Self, Self::Error> {
                if id <= LARGEST { Ok(Self(id)) } else { Err("an id is less than 2^63") }
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// A person, as the backend numbers them.
    UserId
);
id!(
    /// A room.
    RoomId
);
id!(
    /// A message; ids grow with time, also across rooms.
    MessageId
);
