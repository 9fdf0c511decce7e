//! What a dot says.

/// A person's status, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Active within the online threshold, by the backend's clock.
    Online,
    /// Not.
    Offline,
    /// Not known now: nothing heard yet, or what was heard has grown old.
    #[default]
    Unknown,
}

impl Status {
    /// The value of `data-status` (CONTRACT section 5).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Offline => "offline",
            Self::Unknown => "unknown",
        }
    }

    /// The words for people (CONTRACT section 5).
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Online => "Online",
            Self::Offline => "Offline",
            Self::Unknown => "Status unknown",
        }
    }
}
