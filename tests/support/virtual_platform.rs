//! A platform whose time passes only when a test says so.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures_channel::oneshot;
use futures_executor::{LocalPool, LocalSpawner};
use futures_util::FutureExt;
use futures_util::future::{AbortHandle, Abortable, LocalBoxFuture};
use futures_util::task::LocalSpawnExt;
use leptos_presence::model::time::Now;
use leptos_presence::platform::{Guard, PageEvent, Platform};
use leptos_presence::presence::server_clock::ServerClock;

use super::NOON;

type Timers = RefCell<BTreeMap<(Duration, u64), Box<dyn FnOnce()>>>;
type Listeners = RefCell<Vec<Rc<dyn Fn(PageEvent)>>>;

pub struct VirtualPlatform {
    now: Cell<Now>,
    visible: Cell<bool>,
    pub server: Cell<ServerClock>,
    timers: Rc<Timers>,
    last_timer: Cell<u64>,
    listeners: Rc<Listeners>,
    pool: RefCell<LocalPool>,
    spawner: LocalSpawner,
    tasks: Rc<Cell<usize>>,
}

impl VirtualPlatform {
    pub fn new() -> Rc<Self> {
        let pool = LocalPool::new();
        Rc::new(Self {
            now: Cell::new(Now { uptime: Duration::from_secs(1), wall: NOON }),
            visible: Cell::new(true),
            server: Cell::default(),
            timers: Rc::default(),
            last_timer: Cell::new(0),
            listeners: Rc::default(),
            spawner: pool.spawner(),
            pool: RefCell::new(pool),
            tasks: Rc::default(),
        })
    }

    /// Runs all that can run without time passing.
    pub fn settle(&self) {
        self.pool.borrow_mut().run_until_stalled();
    }

    /// Lets time pass; timers fire in their order.
    pub fn advance(&self, duration: Duration) {
        self.settle();
        let end = self.now.get().after(duration);
        while let Some((at, fire)) = self.take_timer(end.uptime) {
            let now = self.now.get();
            self.now.set(now.after(at.saturating_sub(now.uptime)));
            fire();
            self.settle();
        }
        self.now.set(end);
    }

    /// Lets time pass in which nothing runs, and by which all timers are late: some browsers' back/forward cache.
    pub fn suspend(&self, duration: Duration) {
        let late = self.timers.take().into_iter().map(|((at, number), fire)| ((at + duration, number), fire));
        self.timers.replace(late.collect());
        self.now.set(self.now.get().after(duration));
        self.emit(PageEvent::Resumed);
    }

    fn take_timer(&self, until: Duration) -> Option<(Duration, Box<dyn FnOnce()>)> {
        let mut timers = self.timers.borrow_mut();
        let next = timers.first_entry().filter(|next| next.key().0 <= until)?;
        let ((at, _), fire) = next.remove_entry();
        Some((at, fire))
    }

    pub fn set_visible(&self, visible: bool) {
        self.visible.set(visible);
        self.emit(PageEvent::Visibility(visible));
    }

    pub fn emit(&self, event: PageEvent) {
        let listeners = self.listeners.borrow().clone();
        for listener in listeners {
            listener(event);
        }
        self.settle();
    }

    /// How many timers were set, ever.
    pub fn timers_set(&self) -> u64 {
        self.last_timer.get()
    }

    /// How many timers, tasks and listeners there are.
    pub fn attached(&self) -> (usize, usize, usize) {
        (self.timers.borrow().len(), self.tasks.get(), self.listeners.borrow().len())
    }
}

struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

impl Platform for VirtualPlatform {
    fn now(&self) -> Now {
        self.now.get()
    }

    fn set_server_clock(&self, clock: ServerClock) {
        self.server.set(clock);
    }

    fn seed(&self) -> u64 {
        42
    }

    fn is_visible(&self) -> bool {
        self.visible.get()
    }

    fn after(&self, delay: Duration, then: Box<dyn FnOnce()>) -> Guard {
        self.last_timer.set(self.last_timer.get() + 1);
        let number = self.last_timer.get();
        self.timers.borrow_mut().insert((self.now.get().uptime + delay, number), then);
        let timers: Weak<Timers> = Rc::downgrade(&self.timers);
        Box::new(OnDrop(move || {
            let removed = timers.upgrade().and_then(|timers| {
                let key = timers.borrow().keys().find(|(_, other)| *other == number).copied()?;
                timers.borrow_mut().remove(&key)
            });
            drop(removed);
        }))
    }

    fn sleep(&self, delay: Duration) -> LocalBoxFuture<'static, ()> {
        let (ring, rung) = oneshot::channel();
        let timer = self.after(delay, Box::new(move || ring.send(()).unwrap_or_default()));
        async move {
            let _timer = timer;
            let _ = rung.await;
        }
        .boxed_local()
    }

    fn spawn(&self, task: LocalBoxFuture<'static, ()>) -> Guard {
        let (handle, registration) = AbortHandle::new_pair();
        self.tasks.set(self.tasks.get() + 1);
        let tasks = Rc::clone(&self.tasks);
        let ended = OnDrop(move || tasks.set(tasks.get() - 1));
        let task = async move {
            let _ended = ended;
            let _ = Abortable::new(task, registration).await;
        };
        self.spawner.spawn_local(task).expect("the pool lives as long as the platform");
        Box::new(OnDrop(move || handle.abort()))
    }

    fn listen(&self, listener: Rc<dyn Fn(PageEvent)>) -> Guard {
        self.listeners.borrow_mut().push(Rc::clone(&listener));
        let listeners: Weak<Listeners> = Rc::downgrade(&self.listeners);
        Box::new(OnDrop(move || {
            if let Some(listeners) = listeners.upgrade() {
                listeners.borrow_mut().retain(|other| !Rc::ptr_eq(other, &listener));
            }
        }))
    }
}
