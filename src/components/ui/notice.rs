//! A message about the page as a whole.

use leptos::prelude::*;

use super::icon::Icon;

/// How severe what a [`Notice`] says is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Severity {
    /// Good to know.
    #[default]
    Info,
    /// Something is not as usual.
    Warning,
    /// Something did not work.
    Danger,
}

impl Severity {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice",
            Self::Warning => "notice notice--warn",
            Self::Danger => "notice notice--danger",
        }
    }
}

/// A message with an icon.
#[component]
pub fn Notice(
    /// How severe it is.
    #[prop(optional)]
    severity: Severity,
    /// The icon's name.
    icon: &'static str,
    /// `status` or `alert`, where nothing around it announces it.
    #[prop(optional)]
    role: Option<&'static str>,
    /// Its id, where something refers to it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=severity.class() role=role id=id>
            <Icon name=icon />
            <p class="notice__text">{children()}</p>
        </div>
    }
}
