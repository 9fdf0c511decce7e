//! What presence runs on.

use std::rc::Rc;

use crate::api::auth::JwtTokens;
use crate::api::client::Client;
use crate::api::http::HttpTransport;
use crate::api::port::Api;
use crate::platform::Platform;
use crate::platform::browser::Browser;
use crate::platform::storage::{Storage, WebStorage};
use crate::platform::tabs::{BrowserTabs, Tabs};
use crate::presence::settings::PresenceSettings;

/// What presence runs on: see [`for_backend`](Self::for_backend) for what most apps want.
pub struct PresenceOptions {
    /// The backend.
    pub api: Rc<dyn Api>,
    /// The browser: [`Browser`], or a virtual one in tests.
    pub platform: Rc<dyn Platform>,
    /// Where drafts and unsent messages outlive a reload.
    pub drafts: Rc<dyn Storage>,
    /// The other tabs of the same person, which share one stream of heartbeats and one of polls: [`BrowserTabs`],
    /// or [`NoTabs`](crate::platform::tabs::NoTabs).
    pub tabs: Rc<dyn Tabs>,
    /// Intervals, thresholds and policies.
    pub settings: PresenceSettings,
}

impl PresenceOptions {
    /// The backend at `url` (empty: the page's own origin) in the browser, with SimpleJWT's tokens in the local storage,
    /// drafts in the session storage, all tabs of a person as one, and the default settings.
    ///
    /// What is to be otherwise is named in front of the rest:
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use leptos_presence::presence::settings::PresenceSettings;
    /// # use leptos_presence::runtime::PresenceOptions;
    /// let options = PresenceOptions {
    ///     settings: PresenceSettings { poll_interval: Duration::from_secs(10), ..PresenceSettings::default() },
    ///     ..PresenceOptions::for_backend("https://api.example.org")
    /// };
    /// ```
    ///
    /// Other `tabs` are not those of the tokens: for these, make the `api` too.
    #[must_use]
    pub fn for_backend(url: &str) -> Self {
        Self::with_client(url, |client| client)
    }

    /// The same for an app that shows rooms, people and who is online from its start: see [`Client::asking_early`].
    #[must_use]
    pub fn for_chat(url: &str) -> Self {
        Self::with_client(url, |client| client.asking_early(Rc::new(Browser)))
    }

    fn with_client(url: &str, adapt: impl FnOnce(Client) -> Client) -> Self {
        let transport = Rc::new(HttpTransport::new(url.trim_end_matches('/')));
        let tabs = Rc::new(BrowserTabs::new());
        let tokens =
            JwtTokens::new(transport.clone(), Rc::new(WebStorage::Local), tabs.clone(), Rc::new(Browser));
        Self {
            api: Rc::new(adapt(Client::new(transport, Rc::new(tokens)))),
            platform: Rc::new(Browser),
            drafts: Rc::new(WebStorage::Session),
            tabs,
            settings: PresenceSettings::default(),
        }
    }
}
