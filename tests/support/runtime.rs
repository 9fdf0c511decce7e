//! The runtime in virtual time, before a backend without a wire.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos_presence::platform::Platform;
use leptos_presence::platform::storage::{MemoryStorage, Storage};
use leptos_presence::platform::tabs::{NoTabs, Tabs};
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::runtime::{Presence, PresenceOptions, provide_presence};
use leptos_presence::store::SessionState;

use super::ann;
use super::fake_api::{FakeApi, Shared};
use super::virtual_platform::VirtualPlatform;

pub struct Bench {
    pub owner: Owner,
    pub platform: Rc<VirtualPlatform>,
    pub api: Rc<FakeApi>,
    pub drafts: Rc<MemoryStorage>,
    pub presence: Presence,
}

pub fn start_with(api: Rc<FakeApi>, drafts: Rc<MemoryStorage>) -> Bench {
    start_among(api, drafts, Rc::new(NoTabs))
}

/// A tab among `tabs`.
pub fn start_in(api: Rc<FakeApi>, tabs: Rc<dyn Tabs>) -> Bench {
    start_among(api, Rc::default(), tabs)
}

fn start_among(api: Rc<FakeApi>, drafts: Rc<MemoryStorage>, tabs: Rc<dyn Tabs>) -> Bench {
    let owner = Owner::new();
    owner.set();
    let platform = VirtualPlatform::new();
    let presence = provide_presence(PresenceOptions {
        api: Rc::new(Shared(Rc::clone(&api))),
        platform: Rc::clone(&platform) as Rc<dyn Platform>,
        drafts: Rc::clone(&drafts) as Rc<dyn Storage>,
        tabs,
        settings: PresenceSettings::default(),
    });
    platform.settle();
    Bench { owner, platform, api, drafts, presence }
}

pub fn start() -> Bench {
    start_with(FakeApi::new(ann()), Rc::default())
}

pub fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

impl Bench {
    pub fn sign_in(&self) {
        self.presence.session.sign_in("ann", "secret");
        self.platform.settle();
    }

    pub fn state(&self) -> SessionState {
        self.presence.session.state().get_untracked()
    }
}
