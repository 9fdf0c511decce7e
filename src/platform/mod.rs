//! The browser, one fact per file. Nothing here decides anything.
//!
//! [`Platform`] is what the runtime sees; [`browser::Browser`] is the real one, and tests bring one
//! whose time is virtual. Whatever is attached is detached when its [`Guard`] is dropped.

use std::any::Any;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;

use crate::model::time::Now;
use crate::presence::server_clock::ServerClock;

pub mod browser;
pub mod clock;
pub mod intl;
pub mod letter_case;
pub mod lifecycle;
pub mod listener;
pub mod media;
pub mod page;
pub mod random;
pub mod resize;
pub mod storage;
pub mod tabs;
pub mod tasks;
pub mod timers;
pub mod visibility;

/// Keeps something going; dropping it ends that.
pub type Guard = Box<dyn Any>;

/// Something that happened to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// The tab was shown (`true`) or hidden.
    Visibility(bool),
    /// The page was restored or unfrozen, or the network came back.
    Resumed,
    /// The browser lost the network.
    NetworkLost,
}

/// What the runtime needs of the world.
pub trait Platform {
    /// Reads both clocks.
    fn now(&self) -> Now;

    /// Takes what is known of the backend's clock: from now on, that is the time that people are shown.
    fn set_server_clock(&self, clock: ServerClock);

    /// A number to seed jitter with.
    fn seed(&self) -> u64;

    /// Whether the tab is visible.
    fn is_visible(&self) -> bool;

    /// Calls `then` once, after `delay`.
    fn after(&self, delay: Duration, then: Box<dyn FnOnce()>) -> Guard;

    /// Waits for `delay`; dropping the future ends that.
    fn sleep(&self, delay: Duration) -> LocalBoxFuture<'static, ()>;

    /// Runs `task`; dropping the guard drops it.
    fn spawn(&self, task: LocalBoxFuture<'static, ()>) -> Guard;

    /// Tells `listener` what happens to the page.
    fn listen(&self, listener: Rc<dyn Fn(PageEvent)>) -> Guard;
}
