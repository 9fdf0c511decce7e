//! What both areas have in common: banner, navigation, account, notices, and the place for the page.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::diagnostics::DiagnosticsPanel;
use crate::components::account_menu::ACCOUNT_MENU_ID;
use crate::components::{AccountMenu, Icon, LogoContent, StaleNotice, StatusCard, UnreadBadge};
use crate::dom::Drawn;
use crate::hooks::{
    use_chat, use_explanation, use_heartbeat, use_navigation, use_online_users, use_people, use_rooms,
    use_session, use_settings, use_unread,
};
use crate::model::api_error::ApiError;
use crate::model::paths::{Area, AreaPage, Page};
use crate::model::user::User;
use crate::platform::page;
use crate::reactive::{Live, callback, effect, memo};

/// The shell of an area, around the page.
#[component]
pub fn Shell(
    /// Which area.
    area: Area,
    /// Who is signed in.
    user: User,
    /// The page.
    children: Children,
) -> Drawn {
    let chat = use_chat();
    use_online_users();
    use_people();
    let rooms = use_rooms();
    let unreachable = memo(move || {
        rooms.with(|rooms| matches!(rooms.failure, Some(ApiError::Offline | ApiError::Timeout)))
    });
    let is_staff = user.is_staff;
    let why = use_explanation(chat);
    draw! {
        <div class="shell">
            <a class="skip-link" href="#main">
                "Skip to content"
            </a>
            <header class="topbar">
                <a class="mark" href=area.home()>
                    <LogoContent />
                    {(area == Area::Admin).then(|| draw! { <span class="mark__area">"Admin"</span> })}
                </a>
                <MainNav area is_staff unread=use_unread(chat) />
                <Account user />
                <StatusCard chat words=why.words on_explain=why.explain />
            </header>
            <StaleNotice notice=chat.stale_notice() unreachable />
            <main class="main" id="main" tabindex="-1">
                {children()}
            </main>
        </div>
    }
}

#[component]
fn MainNav(area: Area, is_staff: bool, unread: Live<u32>) -> Drawn {
    let path = use_navigation().path();
    let page = memo(move || path.with(|path| Page::at(path)));
    let (home, home_icon) = match area {
        Area::Dashboard => ("Home", "home"),
        Area::Admin => ("People", "people"),
    };
    let other = match area {
        Area::Dashboard => is_staff.then_some((Area::Admin, "Admin", "people")),
        Area::Admin => Some((Area::Dashboard, "Dashboard", "dashboard")),
    };
    let link = move |to: (Area, AreaPage), href, icon, label| {
        let (area, area_page) = to;
        let current = move || (page.get() == Page::In(area, area_page)).then_some("page");
        draw! {
            <li>
                <a class="main-nav__link" href=href aria-current=current>
                    <Icon name=icon />
                    <span>{label}</span>
                    {(area_page == AreaPage::Messages).then(|| draw! { <UnreadBadge count=unread /> })}
                </a>
            </li>
        }
    };
    draw! {
        <nav class="main-nav" aria-label="Main">
            <ul role="list">
                {link((area, AreaPage::Home), area.home(), home_icon, home)}
                {link((area, AreaPage::Messages), area.messages(), "messages", "Messages")}
                {other.map(|(area, label, icon)| link((area, AreaPage::Home), area.home(), icon, label))}
            </ul>
        </nav>
    }
}

#[component]
fn Account(user: User) -> Drawn {
    let chat = use_chat();
    let session = use_session();
    let settings = use_settings();
    use_heartbeat(None);
    let (own, me) = (use_explanation(chat), user.id);
    let path = use_navigation().path();
    effect(move || {
        path.track();
        page::hide_popover(ACCOUNT_MENU_ID);
    });
    draw! {
        <AccountMenu
            user
            chat
            own_status=own.words
            on_toggle=callback(move |read: bool| own.explain.run(read.then_some(me)))
            theme=settings.theme()
            on_theme=callback(move |theme| settings.set_theme(theme))
            on_sign_out=callback(move |()| session.sign_out())
        />
        <DiagnosticsPanel />
    }
}
