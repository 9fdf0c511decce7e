//! Texts that outlive the page, where the browser allows it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::Guard;
use super::listener::listen;
use super::page::window;

/// What the browser did not take: the text, and what it has under that key instead.
type Refused = (String, Option<String>);

thread_local! {
    /// One for the page, as the browser's storages are.
    static REFUSED: RefCell<HashMap<(WebStorage, String), Refused>> = RefCell::default();
}

/// Texts by key. A browser that keeps nothing is no error: the texts are then gone after a reload.
pub trait Storage {
    /// The text under `key`.
    fn get(&self, key: &str) -> Option<String>;

    /// Keeps `text` under `key`.
    fn set(&self, key: &str, text: &str);

    /// Removes what is under `key`.
    fn remove(&self, key: &str);

    /// Calls `changed` when another tab has changed something, where tabs share the storage.
    fn watch(&self, changed: Rc<dyn Fn()>) -> Guard {
        drop(changed);
        Box::new(())
    }
}

/// One of the browser's two storages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WebStorage {
    /// Shared by all tabs of the origin, until it is removed.
    Local,
    /// This tab's, until it is closed.
    Session,
}

impl WebStorage {
    /// `None` where the browser forbids it, in some private modes for example.
    fn area(self) -> Option<web_sys::Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Local => window.local_storage(),
            Self::Session => window.session_storage(),
        }
        .ok()
        .flatten()
    }

    fn stored(self, key: &str) -> Option<String> {
        self.area()?.get_item(key).ok().flatten()
    }
}

impl Storage for WebStorage {
    fn get(&self, key: &str) -> Option<String> {
        let stored = self.stored(key);
        let refused = REFUSED.with_borrow(|refused| refused.get(&(*self, key.to_owned())).cloned());
        // What another tab has stored since is newer.
        refused.filter(|(_, instead)| *instead == stored).map(|(text, _)| text).or(stored)
    }

    fn set(&self, key: &str, text: &str) {
        let is_stored = self.area().is_some_and(|area| area.set_item(key, text).is_ok());
        let place = (*self, key.to_owned());
        REFUSED.with_borrow_mut(|refused| {
            if is_stored {
                drop(refused.remove(&place));
            } else {
                drop(refused.insert(place, (text.to_owned(), self.stored(key))));
            }
        });
    }

    fn remove(&self, key: &str) {
        let _ = self.area().map(|area| area.remove_item(key));
        drop(REFUSED.with_borrow_mut(|refused| refused.remove(&(*self, key.to_owned()))));
    }

    fn watch(&self, changed: Rc<dyn Fn()>) -> Guard {
        Box::new(listen(window(), "storage", move |_| changed()))
    }
}

/// A storage that lasts as long as the program: for tests, and for those who want no other.
#[derive(Debug, Default)]
pub struct MemoryStorage(RefCell<HashMap<String, String>>);

impl Storage for MemoryStorage {
    fn get(&self, key: &str) -> Option<String> {
        self.0.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, text: &str) {
        self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
    }

    fn remove(&self, key: &str) {
        self.0.borrow_mut().remove(key);
    }
}
