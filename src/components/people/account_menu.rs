//! The signed-in person's menu: how others see them, the theme, the way out.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::avatar::{Avatar, AvatarSize};
use crate::components::OnlineStatusIndicator;
use crate::components::ui::{Icon, ThemeChoice};
use crate::model::theme::Theme;
use crate::model::user::User;

/// The menu's id, by which its button names it.
const MENU_ID: &str = "account-menu";

/// A button named `Account` and the menu that it opens. The platform's popover opens and closes it, closes it at
/// Escape or a click elsewhere, and gives the focus back.
#[component]
pub fn AccountMenu(
    /// Who is signed in.
    user: User,
    /// How others see them.
    #[prop(into)]
    own_status: Signal<String>,
    /// The menu was opened (`true`) or closed.
    on_toggle: Callback<bool>,
    /// The chosen colour scheme.
    #[prop(into)]
    theme: Signal<Theme>,
    /// Another one was chosen.
    on_theme: Callback<Theme>,
    /// They want to see the diagnostics.
    on_diagnostics: Callback<()>,
    /// They want to leave.
    on_sign_out: Callback<()>,
    /// The menu itself, for those who close it.
    node_ref: NodeRef<Div>,
) -> impl IntoView {
    let toggled = move |event: Event| {
        let menu = event.target().map(JsCast::unchecked_into::<Element>);
        on_toggle.run(menu.is_some_and(|menu| menu.matches(":popover-open").unwrap_or(false)));
    };
    let (user_id, is_staff) = (user.id, user.is_staff);
    let (name, username) = (user.display_name.to_string(), user.username.to_string());
    let diagnostics = move || {
        view! {
            <button class="button button--block" on:click=move |_| on_diagnostics.run(())>
                <Icon name="info" small=true />
                "Diagnostics"
            </button>
        }
    };
    view! {
        <div class="account">
            <button class="account__button" aria-label="Account" popovertarget=MENU_ID>
                <Avatar user=user.clone() size=AvatarSize::Small />
                <Icon name="chevron-down" small=true />
            </button>
            <div popover="auto" class="popover account__menu" id=MENU_ID node_ref=node_ref on:toggle=toggled>
                <div class="account__who">
                    <Avatar user dot=false />
                    <div>
                        <p class="account__name">{name}</p>
                        <p class="account__handle">{username}</p>
                    </div>
                </div>
                <div class="account__status">
                    <OnlineStatusIndicator user_id label=true />
                    <p>{own_status}</p>
                </div>
                <ThemeChoice theme on_choose=on_theme />
                {is_staff.then(diagnostics)}
                <button class="button button--block" on:click=move |_| on_sign_out.run(())>
                    <Icon name="sign-out" small=true />
                    "Sign out"
                </button>
            </div>
        </div>
    }
}
