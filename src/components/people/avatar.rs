//! A person's picture: their initials on a tint of their own, with their dot on it.

use leptos::prelude::*;

use crate::components::OnlineStatusIndicator;
use crate::model::user::User;

/// How many tints the style sheet has.
const TONES: u64 = 6;

/// How large an avatar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// In stacks.
    Tiny,
    /// In bars.
    Small,
    /// In lists.
    #[default]
    Medium,
}

impl AvatarSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Tiny => "avatar avatar--tiny",
            Self::Small => "avatar avatar--small",
            Self::Medium => "avatar",
        }
    }
}

/// A person's avatar. The dot's accessible name has the person's name in front only where `named`:
/// elsewhere the name stands beside it.
#[component]
pub fn Avatar(
    /// Who.
    user: User,
    /// Whether their dot is on it.
    #[prop(default = true)]
    dot: bool,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Whether the dot's accessible name begins with theirs.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let (tone, initials) = (user.tone(TONES), user.initials());
    // Nobody's status can be shown where there is no account.
    let dot = dot && !user.is_deleted();
    let User { id: user_id, display_name, .. } = user;
    let name = if named { display_name.to_string() } else { String::new() };
    view! {
        <span class=size.class() data-tone=tone>
            <span class="avatar__initials" aria-hidden="true">{initials}</span>
            {dot.then(|| view! { <OnlineStatusIndicator user_id name /> })}
        </span>
    }
}
