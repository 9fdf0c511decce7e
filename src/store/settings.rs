//! What a person has chosen about the look.

use crate::reactive::{Live, State};

/// A colour scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its word in the menu.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// Its value in storage and in `data-theme`; `None`: neither.
    #[must_use]
    pub const fn value(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The theme with this value.
    #[must_use]
    pub fn from_value(value: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|theme| theme.value() == value).unwrap_or_default()
    }
}

/// The settings. A handle: copy it as you like.
#[derive(Clone, Copy, Debug)]
pub struct SettingsStore {
    theme: State<Theme>,
}

impl SettingsStore {
    /// Settings that begin with `theme`.
    #[must_use]
    pub fn new(theme: Theme) -> Self {
        Self { theme: State::new(theme) }
    }

    /// The colour scheme.
    #[must_use]
    pub fn theme(&self) -> Live<Theme> {
        self.theme.live()
    }

    /// Chooses a colour scheme.
    pub fn set_theme(&self, theme: Theme) {
        if self.theme.get_untracked() != theme {
            self.theme.set(theme);
        }
    }
}
