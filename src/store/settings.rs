//! What a person has chosen about the look.

use leptos::prelude::*;

use crate::model::theme::Theme;

/// The settings. A handle: copy it as you like.
#[derive(Clone, Copy, Debug)]
pub struct SettingsStore {
    theme: ReadSignal<Theme>,
    set_theme: WriteSignal<Theme>,
}

impl SettingsStore {
    /// Settings that begin with `theme`.
    #[must_use]
    pub fn new(theme: Theme) -> Self {
        let (theme, set_theme) = signal(theme);
        Self { theme, set_theme }
    }

    /// The colour scheme.
    #[must_use]
    pub fn theme(&self) -> ReadSignal<Theme> {
        self.theme
    }

    /// Chooses a colour scheme.
    pub fn set_theme(&self, theme: Theme) {
        if self.theme.get_untracked() != theme {
            self.set_theme.set(theme);
        }
    }
}
