//! Components in a real browser: mounted, waited for, taken away.

use std::rc::Rc;
use std::time::Duration;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos_presence::platform::browser::Browser;
use leptos_presence::platform::page::document;
use leptos_presence::platform::storage::MemoryStorage;
use leptos_presence::platform::tabs::NoTabs;
use leptos_presence::platform::timers;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::runtime::{Presence, PresenceOptions, provide_presence};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::fake_api::{FakeApi, Shared};

/// What is mounted; it goes when this is dropped.
pub struct Mounted {
    pub root: HtmlElement,
    pub presence: Presence,
    _handle: Box<dyn std::any::Any>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.root.remove();
    }
}

impl Mounted {
    pub fn find(&self, selector: &str) -> Element {
        self.root.query_selector(selector).expect("a good selector").expect(selector)
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).expect("a good selector").length()
    }
}

/// Mounts `view` with presence around it, against `api`, with everything repeated a hundred times as often.
pub fn mount<V: IntoView + 'static>(
    api: &Rc<FakeApi>,
    view: impl FnOnce(Presence) -> V + 'static,
) -> Mounted {
    let root: HtmlElement = document().create_element("div").expect("an element").unchecked_into();
    document().body().expect("a body").append_child(&root).expect("appended");
    let shared = Rc::new(Shared(Rc::clone(api)));
    let presence = Rc::new(std::cell::Cell::new(None));
    let given = Rc::clone(&presence);
    let handle: UnmountHandle<_> = mount_to(root.clone(), move || {
        let provided = provide_presence(PresenceOptions {
            api: shared,
            platform: Rc::new(Browser),
            drafts: Rc::new(MemoryStorage::default()),
            tabs: Rc::new(NoTabs),
            settings: PresenceSettings {
                poll_interval: Duration::from_millis(10),
                ..PresenceSettings::default()
            },
        });
        given.set(Some(provided));
        view(provided)
    });
    Mounted { root, presence: presence.get().expect("mounted"), _handle: Box::new(handle) }
}

/// Waits until `condition` holds; fails after five seconds.
pub async fn wait_until(what: &str, condition: impl Fn() -> bool) {
    for _ in 0..500 {
        if condition() {
            return;
        }
        timers::sleep(Duration::from_millis(10)).await;
    }
    panic!("never came true: {what}");
}
