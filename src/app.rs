//! The application: what is provided, and which page an address leads to.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{MatchNestedRoutes, path};

use crate::api::auth::JwtTokens;
use crate::api::client::Client;
use crate::api::http::HttpTransport;
use crate::config::{CONFIG_ELEMENT_ID, Config};
use crate::layouts::{
    AddressBar, AdminLayout, DashboardLayout, FocusOnNavigate, PlainLayout, RequireAuth, SessionRestore,
};
use crate::model::paths::Area;
use crate::model::theme::Theme;
use crate::pages::{AdminHome, DashboardHome, HomeRedirect, Login, MessagesPage, NoRoom, NotFound, RoomPage};
use crate::platform::browser::Browser;
use crate::platform::page;
use crate::platform::storage::{Storage, WebStorage};
use crate::platform::tabs::BrowserTabs;
use crate::runtime::{PresenceOptions, provide_presence};
use crate::store::SettingsStore;

// index.html reads it before this program is there, so that no wrong colours flash.
const THEME_KEY: &str = "leptos-presence.theme";

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    let config = read_config();
    let transport = Rc::new(HttpTransport::new(config.api_url));
    let tabs = Rc::new(BrowserTabs::new());
    let tokens =
        JwtTokens::new(transport.clone(), Rc::new(WebStorage::Local), tabs.clone(), Rc::new(Browser));
    provide_presence(PresenceOptions {
        api: Rc::new(Client::new(transport, Rc::new(tokens)).asking_early(Rc::new(Browser))),
        platform: Rc::new(Browser),
        drafts: Rc::new(WebStorage::Session),
        tabs,
        settings: config.presence,
    });
    provide_settings();
    view! {
        <Router base=page::base_path()>
            <AddressBar />
            <FocusOnNavigate />
            <SessionRestore>
                <Pages />
            </SessionRestore>
        </Router>
    }
}

/// Which page an address leads to (CONTRACT section 4). A layout stays while its pages change.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NoSuchPage>
            <Route path=path!("/") view=HomeRedirect />
            <Route path=path!("/login") view=Login />
            <ParentRoute path=path!("") view=RequireAuth>
                <DashboardRoutes />
                <AdminRoutes />
            </ParentRoute>
        </Routes>
    }
}

#[component(transparent)]
fn DashboardRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/dashboard") view=DashboardLayout>
            <Route path=path!("") view=DashboardHome />
            <ParentRoute path=path!("messages") view=|| view! { <MessagesPage area=Area::Dashboard /> }>
                <Route path=path!("") view=NoRoom />
                <Route path=path!(":room") view=|| view! { <RoomPage area=Area::Dashboard /> } />
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/admin") view=AdminLayout>
            <Route path=path!("") view=AdminHome />
            <ParentRoute path=path!("messages") view=|| view! { <MessagesPage area=Area::Admin /> }>
                <Route path=path!("") view=NoRoom />
                <Route path=path!(":room") view=|| view! { <RoomPage area=Area::Admin /> } />
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}

#[component]
fn NoSuchPage() -> impl IntoView {
    view! {
        <PlainLayout>
            <NotFound />
        </PlainLayout>
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
    Effect::new(move |_| {
        let value = settings.theme().get().value();
        page::set_root_attribute("data-theme", value);
        match value {
            Some(value) => storage.set(THEME_KEY, value),
            None => storage.remove(THEME_KEY),
        }
    });
}
