//! The signed-in person's menu: how others see them, the theme, the way out.

use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use super::attributes::attributes;
use super::avatar::{Avatar, AvatarSize};
use super::diagnostics::FRAGMENT;
use super::icon::Icon;
use super::online_status_indicator::OnlineStatusIndicator;
use super::theme_choice::ThemeChoice;
use crate::domain::user::User;
use crate::platform::history;
use crate::reactive::Live;
use crate::store::{ChatStore, Theme};

/// The menu's id: the page can have but one.
pub const ACCOUNT_MENU_ID: &str = "account-menu";

/// A button named `Account` and the menu that it opens. The platform's popover opens and closes it, closes it at
/// Escape or a click elsewhere, and gives the focus back.
#[component]
pub fn AccountMenu(
    /// Who is signed in.
    user: User,
    /// Where their status is known.
    chat: ChatStore,
    /// How others see them.
    own_status: Live<String>,
    /// The menu was opened (`true`) or closed.
    on_toggle: Callback<bool>,
    /// The chosen colour scheme.
    theme: Live<Theme>,
    /// Another one was chosen.
    on_theme: Callback<Theme>,
    /// They want to leave.
    on_sign_out: Callback<()>,
) -> impl IntoView {
    let toggled = move |target: HtmlElement| on_toggle.run(target.matches(":popover-open").unwrap_or(false));
    draw! {
        <div class="account">
            <button class="account__button" aria-label="Account" {..attributes(&[("popovertarget", ACCOUNT_MENU_ID)])}>
                <Avatar user=user.clone() chat size=AvatarSize::Small />
                <Icon name="chevron-down" small=true />
            </button>
            <div
                {..attributes(&[("popover", "auto")])}
                class="popover account__menu"
                id=ACCOUNT_MENU_ID
                on:toggle:target=move |event| toggled(event.target().into())
            >
                <div class="account__who">
                    <Avatar user=user.clone() />
                    <div>
                        <p class="account__name">{user.display_name}</p>
                        <p class="account__handle">{user.username}</p>
                    </div>
                </div>
                <div class="account__status">
                    <OnlineStatusIndicator user_id=user.id chat label=true />
                    <p>{move || own_status.get()}</p>
                </div>
                <ThemeChoice theme on_choose=on_theme />
                {user.is_staff.then(diagnostics)}
                <button class="button button--block" on:click=move |_| on_sign_out.run(())>
                    <Icon name="sign-out" small=true />
                    "Sign out"
                </button>
            </div>
        </div>
    }
}

fn diagnostics() -> AnyView {
    draw! {
        <button class="button button--block" on:click=|_| history::ask(FRAGMENT)>
            <Icon name="info" small=true />
            "Diagnostics"
        </button>
    }
}
