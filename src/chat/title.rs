//! What stands on the tab.

/// The product's name.
pub const PRODUCT: &str = "leptos-presence";

/// The title of `page` while so many messages are unread: `(3) Messages · leptos-presence`.
#[must_use]
pub fn page_title(page: &str, unread: u32) -> String {
    match unread {
        0 => format!("{page} · {PRODUCT}"),
        unread => format!("({unread}) {page} · {PRODUCT}"),
    }
}
