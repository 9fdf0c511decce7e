//! Numbers beside names: how many messages are unread, how many there are of something.

use leptos::prelude::*;

/// From here on the exact number helps nobody, and would not fit.
const MOST: u32 = 99;

/// How many messages are unread; nothing where none is.
#[component]
pub fn UnreadBadge(
    /// How many.
    #[prop(into)]
    count: Signal<u32>,
    /// A class beside the badge's own.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let number = move || match count.get() {
        count if count > MOST => format!("{MOST}+"),
        count => count.to_string(),
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <span class=["badge", class].join(" ").trim_end().to_owned()>
                {number} <span class="visually-hidden">" unread"</span>
            </span>
        </Show>
    }
}

/// How many there are of what the words before it name; nothing where that is not known.
#[component]
pub fn CountBadge(
    /// How many.
    #[prop(into)]
    count: Signal<Option<usize>>,
) -> impl IntoView {
    move || count.get().map(|count| view! { <span class="badge badge--quiet">{count}</span> })
}
