//! A message about the page as a whole.

use leptos::prelude::*;

use super::icon::Icon;

/// How grave a [`Notice`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gravity {
    /// Good to know.
    #[default]
    Info,
    /// Something is not as usual.
    Warning,
    /// Something did not work.
    Danger,
}

impl Gravity {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice",
            Self::Warning => "notice notice--warn",
            Self::Danger => "notice notice--danger",
        }
    }
}

/// A message with an icon. What announces it, `role="status"` or `role="alert"`, is around it or given as an attribute.
#[component]
pub fn Notice(
    /// How grave it is.
    #[prop(optional)]
    gravity: Gravity,
    /// The icon's name.
    icon: &'static str,
    /// The words.
    children: Children,
) -> impl IntoView {
    draw! {
        <div class=gravity.class()>
            <Icon name=icon />
            <p class="notice__text">{children()}</p>
        </div>
    }
}
