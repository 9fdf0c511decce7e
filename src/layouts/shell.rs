//! What both areas have in common: banner, navigation, account, notices, and the place for the page.

use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_location, use_navigate};

use super::diagnostics::{Diagnostics, FRAGMENT};
use crate::components::people::AccountMenu;
use crate::components::presence::{StaleNotice, StatusCard};
use crate::components::ui::{Icon, LogoContent, UnreadBadge};
use crate::hooks::{
    use_chat, use_explanation, use_heartbeat, use_main, use_online_users, use_people, use_rooms, use_session,
    use_settings, use_unread,
};
use crate::model::api_error::ApiError;
use crate::model::paths::Area;
use crate::model::user::User;
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
    use_heartbeat(None);
    use_online_users();
    use_people();
    let rooms = use_rooms();
    let unreachable = Memo::new(move |_| {
        rooms.with(|rooms| matches!(rooms.failure, Some(ApiError::Offline | ApiError::Timeout)))
    });
    let why = use_explanation(chat);
    let main = use_main();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            // It can have the focus.
            let _ = main.focus();
        }
    };
    view! {
        <div class="shell">
            <a class="skip-link" href="#main" rel="external" on:click=skip>
                "Skip to content"
            </a>
            <header class="topbar">
                <A href=page::href(area.home()) exact=true attr:class="mark">
                    <LogoContent />
                    {(area == Area::Admin).then(|| view! { <span class="mark__area">"Admin"</span> })}
                </A>
                <MainNav area is_staff=user.is_staff />
                <Account user />
                <StatusCard words=why.words on_explain=why.explain />
            </header>
            <StaleNotice notice=chat.stale_notice() unreachable />
            <main class="main" id="main" tabindex="-1" node_ref=main>
                {children()}
            </main>
        </div>
    }
}

#[component]
fn MainNav(area: Area, is_staff: bool) -> impl IntoView {
    let unread = use_unread(use_chat());
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
                    <NavLink href=area.home() icon=home_icon label=home />
                </li>
                <li>
                    <A href=page::href(area.messages()) attr:class="main-nav__link">
                        <Icon name="messages" />
                        <span>"Messages"</span>
                        <UnreadBadge count=unread />
                    </A>
                </li>
                {other
                    .map(|(area, label, icon)| {
                        view! {
                            <li>
                                <NavLink href=area.home() icon label />
                            </li>
                        }
                    })}
            </ul>
        </nav>
    }
}

#[component]
fn NavLink(href: &'static str, icon: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <A href=page::href(href) exact=true attr:class="main-nav__link">
            <Icon name=icon />
            <span>{label}</span>
        </A>
    }
}

#[component]
fn Account(user: User) -> impl IntoView {
    let chat = use_chat();
    let session = use_session();
    let settings = use_settings();
    let (own, me) = (use_explanation(chat), user.id);
    let menu = NodeRef::<Div>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            // Fails only where it is closed already.
            let _ = menu.hide_popover();
        }
    };
    let location = use_location();
    Effect::new(move |_| {
        location.pathname.track();
        close();
    });
    let navigate = use_navigate();
    let show_diagnostics = Callback::new(move |()| {
        // That gives the focus back to the menu's button, and so does the panel later.
        close();
        let options =
            NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("{}{FRAGMENT}", location.pathname.get_untracked()), options);
    });
    view! {
        <AccountMenu
            user
            own_status=own.words
            on_toggle=Callback::new(move |read: bool| own.explain.run(read.then_some(me)))
            theme=settings.theme()
            on_theme=Callback::new(move |theme| settings.set_theme(theme))
            on_diagnostics=show_diagnostics
            on_sign_out=Callback::new(move |()| session.sign_out())
            node_ref=menu
        />
        <Diagnostics />
    }
}
