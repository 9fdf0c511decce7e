//! Where in the app people are, and how they get elsewhere.

use leptos::prelude::*;

use crate::platform::listener::Listener;
use crate::platform::{history, page};

/// The address, and the ways to change it. A handle: copy it as you like.
#[derive(Clone, Copy)]
pub struct Navigation {
    path: RwSignal<String>,
}

impl Navigation {
    /// The path of the address.
    #[must_use]
    pub fn path(&self) -> Signal<String> {
        self.path.live()
    }

    /// Opens a page of the app at its top, as a link does.
    pub fn open(&self, address: &str) {
        // As browsers do: going where one is leaves no step to go back.
        if history::path() + &history::query() == address {
            history::replace(address);
        } else {
            history::push(address);
        }
        self.arrive();
        page::scroll_to_top();
    }

    /// Opens a page of the app in the place of the one that is open: nobody gets back to that.
    pub fn replace(&self, address: &str) {
        history::replace(address);
        self.arrive();
    }

    fn arrive(&self) {
        let path = history::path();
        if self.path.with_untracked(|before| *before != path) {
            self.path.set(path);
        }
    }
}

/// Has links to pages of the app, and the browser's back and forward, change the page instead of loading it, until the
/// current owner is cleaned up.
pub fn provide_navigation() {
    let navigation = Navigation { path: RwSignal::new(history::path()) };
    let listeners: [Listener; 2] = [
        history::on_link(move |address| navigation.open(address)),
        history::on_traverse(move || navigation.arrive()),
    ];
    keep(listeners);
    provide_context(navigation);
}

/// The navigation of the context.
///
/// # Panics
/// Outside [`provide_navigation`].
#[must_use]
pub fn use_navigation() -> Navigation {
    expect_context::<Navigation>()
}
