//! What both areas have in common: banner, navigation, account, notices, and the place for the page.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::own_status::use_own_status;
use crate::components::account_menu::ACCOUNT_MENU_ID;
use crate::components::{AccountMenu, Icon, MarkContent, StaleNotice, UnreadBadge};
use crate::domain::failure::Failure;
use crate::domain::route::Area;
use crate::domain::user::User;
use crate::hooks::{
    use_chat, use_online_users, use_people, use_rooms, use_session, use_settings, use_unread,
};
use crate::platform::page;

/// The shell of an area, around the page.
#[component]
pub fn Shell(
    /// Which area.
    area: Area,
    /// Who is signed in.
    user: User,
    /// The page.
    children: Children,
) -> impl IntoView {
    let chat = use_chat();
    use_online_users();
    use_people();
    let rooms = use_rooms();
    let unreachable = Memo::new(move |_| {
        rooms.with(|rooms| matches!(rooms.failure, Some(Failure::Offline | Failure::Timeout)))
    });
    let is_staff = user.is_staff;
    view! {
        <div class="shell">
            <SkipLink />
            <header class="topbar">
                <a class="mark" href=area.home()>
                    <MarkContent />
                    {(area == Area::Admin).then(|| view! { <span class="mark__area">"Admin"</span> })}
                </a>
                <MainNav area is_staff unread=use_unread(chat) />
                <Account user />
            </header>
            <StaleNotice notice=chat.stale_notice() unreachable />
            <main class="main" id="main" tabindex="-1">
                {children()}
            </main>
        </div>
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    // The router would take the address for a navigation, which moves no focus.
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        page::focus("#main");
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip>
            "Skip to content"
        </a>
    }
}

#[component]
fn MainNav(area: Area, is_staff: bool, unread: Memo<u32>) -> impl IntoView {
    let (home, home_icon) = match area {
        Area::Dashboard => ("Home", "home"),
        Area::Admin => ("People", "people"),
    };
    let other = match area {
        Area::Dashboard => is_staff.then_some((Area::Admin, "Admin", "people")),
        Area::Admin => Some((Area::Dashboard, "Dashboard", "dashboard")),
    };
    view! {
        <nav class="main-nav" aria-label="Main">
            <ul role="list">
                <li>
                    <A href=area.home() exact=true attr:class="main-nav__link">
                        <Icon name=home_icon />
                        <span>{home}</span>
                    </A>
                </li>
                <li>
                    <A href=area.messages() attr:class="main-nav__link">
                        <Icon name="messages" />
                        <span>"Messages"</span>
                        <UnreadBadge count=unread />
                    </A>
                </li>
                {other
                    .map(|(area, label, icon)| {
                        view! {
                            <li>
                                <A href=area.home() exact=true attr:class="main-nav__link">
                                    <Icon name=icon />
                                    <span>{label}</span>
                                </A>
                            </li>
                        }
                    })}
            </ul>
        </nav>
    }
}

#[component]
fn Account(user: User) -> impl IntoView {
    let chat = use_chat();
    let session = use_session();
    let settings = use_settings();
    let own_status = use_own_status(chat, user.id);
    let pathname = use_location().pathname;
    Effect::new(move |_| {
        pathname.get();
        page::hide_popover(ACCOUNT_MENU_ID);
    });
    view! {
        <AccountMenu
            user
            chat
            own_status=own_status.sentence
            on_toggle=own_status.set_read
            theme=settings.theme()
            on_theme=Callback::new(move |theme| settings.set_theme(theme))
            on_sign_out=Callback::new(move |()| session.sign_out())
        />
    }
}
