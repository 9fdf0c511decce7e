//! The veterans' layout; staff are welcome.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::session_gate::SessionGate;
use super::shell::Shell;
use crate::dom::Drawn;
use crate::model::paths::Area;
use crate::model::user::User;

/// What is around the pages of the dashboard.
#[component]
pub fn DashboardLayout(
    /// The page.
    children: ChildrenFn,
) -> Drawn {
    let inside = move |user: User| {
        let children = children.clone();
        draw! { <Shell area=Area::Dashboard user>{children()}</Shell> }
    };
    draw! { <SessionGate children=inside /> }
}
