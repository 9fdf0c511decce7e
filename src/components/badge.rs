//! Small marks: how many messages are unread, how many there are of something, who is on the staff.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::dom::Drawn;
use crate::reactive::Live;

/// From here on the exact number helps nobody, and would not fit.
const MOST: u32 = 99;

/// How many messages are unread; nothing where none is.
#[component]
pub fn UnreadBadge(
    /// How many.
    count: Live<u32>,
    /// A class beside the badge's own.
    #[prop(optional)]
    class: &'static str,
) -> Drawn {
    let words = move |count: u32| if count > MOST { format!("{MOST}+") } else { count.to_string() };
    draw! {
        {move || {
            let count = count.get();
            let badge = || {
                draw! {
                    <span class=format!("badge {class}").trim_end().to_owned()>
                        {words(count)} <span class="visually-hidden">" unread"</span>
                    </span>
                }
            };
            (count > 0).then(badge)
        }}
    }
}

/// How many there are of what the words before it name; nothing where that is not known.
#[component]
pub fn CountBadge(
    /// How many.
    count: Live<Option<usize>>,
) -> Drawn {
    let badge = |count: usize| draw! { <span class="badge badge--quiet">{count.to_string()}</span> };
    draw! { {move || count.get().map(badge)} }
}

/// Marks a member of the staff.
#[component]
pub fn RoleMark() -> Drawn {
    draw! { <span class="role-mark">"Staff"</span> }
}
