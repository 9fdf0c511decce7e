//! The layout of pages that belong to neither area.

use leptos::prelude::*;

use super::shell::Shell;
use crate::hooks::{use_main, use_session};
use crate::model::paths::Area;

/// The person's own area around the page, or nothing where nobody is signed in.
#[component]
pub fn PlainLayout(
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let user = use_session().user();
    let main = use_main();
    move || {
        let page = children();
        match user.get() {
            Some(user) => view! { <Shell area=Area::home_of(&user) user>{page}</Shell> }.into_any(),
            None => view! {
                <main class="main main--alone" id="main" tabindex="-1" node_ref=main>
                    {page}
                </main>
            }
            .into_any(),
        }
    }
}
