//! The layout of pages that belong to neither area.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::shell::Shell;
use crate::dom::Drawn;
use crate::hooks::use_session;
use crate::model::paths::Area;
use crate::reactive::memo;
use crate::store::SessionState;

/// The person's own area around the page, or nothing where nobody is signed in.
#[component]
pub fn OwnLayout(
    /// The page.
    children: ChildrenFn,
) -> Drawn {
    let state = use_session().state();
    let user = memo(move || state.with(SessionState::user));
    draw! {
        {move || {
            let children = children.clone();
            match user.get() {
                Some(user) => draw! { <Shell area=Area::home_of(&user) user>{children()}</Shell> },
                None => draw! {
                    <main class="main main--alone" id="main" tabindex="-1">
                        {children()}
                    </main>
                },
            }
        }}
    }
}
