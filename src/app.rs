//! The application: services and stores in the root owner, contexts, and which page an address leads to.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::api::auth::JwtTokens;
use crate::api::client::Client;
use crate::api::http::HttpTransport;
use crate::config::{CONFIG_ELEMENT_ID, Config};
use crate::dom::Drawn;
use crate::hooks::{provide_navigation, use_navigation};
use crate::layouts::{AdminLayout, DashboardLayout, MainFocus, OwnLayout, RestoreGate};
use crate::model::paths::{Area, AreaPage, Page};
use crate::pages::{AdminHome, DashboardHome, Login, MessagesPage, NotFound, OwnHome};
use crate::platform::browser::Browser;
use crate::platform::page;
use crate::platform::storage::{Storage, WebStorage};
use crate::platform::tabs::BrowserTabs;
use crate::reactive::{effect, memo, memo_after};
use crate::runtime::{PresenceOptions, provide_presence};
use crate::store::{SettingsStore, Theme};

// index.html reads it before this program is there, so that no wrong colours flash.
const THEME_KEY: &str = "leptos-presence.theme";

/// The whole application.
#[component]
pub fn App() -> Drawn {
    let config = read_config();
    let transport = Rc::new(HttpTransport::new(config.api_url));
    let tabs = Rc::new(BrowserTabs::new());
    let tokens =
        JwtTokens::new(transport.clone(), Rc::new(WebStorage::Local), tabs.clone(), Rc::new(Browser));
    provide_presence(PresenceOptions {
        api: Rc::new(Client::new(transport, Rc::new(tokens))),
        platform: Rc::new(Browser),
        drafts: Rc::new(WebStorage::Session),
        tabs,
        settings: config.presence,
    });
    provide_settings();
    provide_navigation();

    draw! {
        <MainFocus />
        <RestoreGate>
            <Pages />
        </RestoreGate>
    }
}

/// The layout that the address asks for, and in it the page. A layout stays while its pages change.
#[component]
fn Pages() -> Drawn {
    let path = use_navigation().path();
    let frame = memo(move || path.with(|path| Page::at(path).frame()));
    draw! {
        {move || match frame.get() {
            Page::Start => draw! { <OwnHome /> },
            Page::Login => draw! { <Login /> },
            Page::In(area @ Area::Dashboard, _) => {
                draw! { <DashboardLayout><Inside area /></DashboardLayout> }
            }
            Page::In(area @ Area::Admin, _) => draw! { <AdminLayout><Inside area /></AdminLayout> },
            Page::Unknown => draw! { <OwnLayout><NotFound /></OwnLayout> },
        }}
    }
}

/// The page of an area.
#[component]
fn Inside(area: Area) -> Drawn {
    let path = use_navigation().path();
    let page = memo_after(move |before| match path.with(|path| Page::at(path)) {
        Page::In(here, page) if here == area => page,
        // The area is being left.
        _ => before.copied().unwrap_or(AreaPage::Home),
    });
    draw! {
        {move || match (area, page.get()) {
            (_, AreaPage::Messages) => draw! { <MessagesPage area /> },
            (Area::Dashboard, AreaPage::Home) => draw! { <DashboardHome /> },
            (Area::Admin, AreaPage::Home) => draw! { <AdminHome /> },
        }}
    }
}

fn read_config() -> Config {
    let default_api_url = option_env!("API_URL").unwrap_or_default();
    let (config, problems) =
        Config::read(page::text_of(CONFIG_ELEMENT_ID).as_deref(), default_api_url, page::is_secure());
    for problem in problems {
        log::warn!("[Configuration] {problem}");
    }
    config
}

fn provide_settings() {
    let storage = WebStorage::Local;
    let settings = SettingsStore::new(Theme::from_value(storage.get(THEME_KEY).as_deref()));
    provide_context(settings);
    effect(move || {
        let value = settings.theme().get().value();
        page::set_root_attribute("data-theme", value);
        match value {
            Some(value) => storage.set(THEME_KEY, value),
            None => storage.remove(THEME_KEY),
        }
    });
}
