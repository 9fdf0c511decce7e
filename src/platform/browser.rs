//! The browser as a [`Platform`].

use std::rc::Rc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::{Guard, PageEvent, Platform, clock, lifecycle, random, tasks, timers, visibility};
use crate::model::time::Now;
use crate::presence::server_clock::ServerClock;

/// The browser tab that the program runs in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser;

impl Platform for Browser {
    fn now(&self) -> Now {
        clock::now()
    }

    fn set_server_clock(&self, known: ServerClock) {
        clock::set_server_clock(known);
    }

    fn seed(&self) -> u64 {
        random::seed()
    }

    fn is_visible(&self) -> bool {
        visibility::is_visible()
    }

    fn after(&self, delay: Duration, then: Box<dyn FnOnce()>) -> Guard {
        Box::new(timers::after(delay, then))
    }

    fn sleep(&self, delay: Duration) -> LocalBoxFuture<'static, ()> {
        timers::sleep(delay).boxed_local()
    }

    fn spawn(&self, future: LocalBoxFuture<'static, ()>) -> Guard {
        Box::new(tasks::abort_on_drop(future))
    }

    fn listen(&self, listener: Rc<dyn Fn(PageEvent)>) -> Guard {
        Box::new((visibility::listen(Rc::clone(&listener)), lifecycle::listen(&listener)))
    }
}
