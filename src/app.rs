//! The application: what is provided, and which page an address leads to.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::config::{CONFIG_ELEMENT_ID, Config};
use crate::hooks::provide_title;
use crate::layouts::{
    AddressBar, AdminLayout, DashboardLayout, FocusOnNavigate, PlainLayout, RequireAuth, SessionRestore,
};
use crate::model::paths::Area;
use crate::model::theme::Theme;
use crate::pages::{AdminHome, DashboardHome, HomeRedirect, Login, MessagesPage, NoRoom, NotFound, RoomPage};
use crate::platform::page;
use crate::platform::storage::{Storage, WebStorage};
use crate::runtime::{PresenceOptions, provide_presence};
use crate::store::SettingsStore;

// index.html reads it before this program is there, so that no wrong colours flash.
const THEME_KEY: &str = "leptos-presence.theme";

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    let config = read_config();
    provide_presence(PresenceOptions {
        settings: config.presence,
        ..PresenceOptions::for_chat(&config.api_url)
    });
    provide_settings();
    provide_title();
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
fn DashboardRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/dashboard") view=DashboardLayout>
            <Route path=path!("") view=DashboardHome />
            <MessagesRoutes area=Area::Dashboard />
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn AdminRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/admin") view=AdminLayout>
            <Route path=path!("") view=AdminHome />
            <MessagesRoutes area=Area::Admin />
        </ParentRoute>
    }
    .into_inner()
}

#[component(transparent)]
fn MessagesRoutes(area: Area) -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("messages") view=move || view! { <MessagesPage area /> }>
            <Route path=path!("") view=NoRoom />
            <Route path=path!(":room") view=move || view! { <RoomPage area /> } />
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
