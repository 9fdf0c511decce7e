//! A person's picture: their initials on a tint of their own, with their dot on it.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::online_status_indicator::OnlineStatusIndicator;
use crate::dom::Drawn;
use crate::model::user::User;
use crate::store::ChatStore;

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
    const fn other_class(self) -> Option<&'static str> {
        match self {
            Self::Tiny => Some("avatar avatar--tiny"),
            Self::Small => Some("avatar avatar--small"),
            Self::Medium => None,
        }
    }
}

/// A person's avatar. The dot's accessible name has the person's name in front only where `named`:
/// elsewhere the name stands beside it.
#[component]
pub fn Avatar(
    /// Who.
    user: User,
    /// Where their status is known; without it there is no dot.
    #[prop(optional)]
    chat: Option<ChatStore>,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Whether the dot's accessible name begins with theirs.
    #[prop(optional)]
    named: bool,
) -> Drawn {
    let (tone, initials) = (user.tone(TONES), user.initials());
    draw! {
        <span class="avatar" class=size.other_class() data-tone=tone>
            <span class="avatar__initials" aria-hidden="true">{initials}</span>
            {chat.map(move |chat| {
                if named {
                    draw! { <OnlineStatusIndicator user_id=user.id chat name=user.display_name.to_string() /> }
                } else {
                    draw! { <OnlineStatusIndicator user_id=user.id chat /> }
                }
            })}
        </span>
    }
}
