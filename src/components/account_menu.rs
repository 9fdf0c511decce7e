//! The signed-in person's menu: how others see them, the theme, the way out.

use leptos::prelude::*;
use leptos_presence_macros::draw;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::avatar::{Avatar, AvatarSize};
use super::diagnostics::FRAGMENT;
use super::icon::Icon;
use super::online_status_indicator::OnlineStatusIndicator;
use super::theme_choice::ThemeChoice;
use crate::dom::Drawn;
use crate::model::user::User;
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
) -> Drawn {
    let toggled = move |event: &Event| {
        let menu = event.target().map(JsCast::unchecked_into::<Element>);
        on_toggle.run(menu.is_some_and(|menu| menu.matches(":popover-open").unwrap_or(false)));
    };
    draw! {
        <div class="account">
            <button class="account__button" aria-label="Account" popovertarget=ACCOUNT_MENU_ID>
                <Avatar user=user.clone() chat size=AvatarSize::Small />
                <Icon name="chevron-down" small=true />
            </button>
            <div
                popover="auto"
                class="popover account__menu"
                id=ACCOUNT_MENU_ID
                on:toggle=move |event| toggled(&event)
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

fn diagnostics() -> Drawn {
    draw! {
        <button class="button button--block" on:click=|_| history::ask(FRAGMENT)>
            <Icon name="info" small=true />
            "Diagnostics"
        </button>
    }
}
