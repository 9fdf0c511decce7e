//! The program that the browser starts: log, panic hook, mount.

use leptos::prelude::*;
use leptos_presence::app::App;
use leptos_presence::platform::page;

fn main() {
    // Where a panic ends the program at once (scripts/build), no hook is ever called: index.html sees the end.
    #[cfg(not(immediate_abort))]
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        page::announce_crash();
    }));
    if console_log::init_with_level(log::Level::Info).is_err() {
        page::announce_crash();
    }
    mount_to_body(App);
    page::set_root_attribute("data-started", Some(""));
}
