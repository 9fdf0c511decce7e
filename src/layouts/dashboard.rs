//! The veterans' layout; staff are welcome.

use leptos::prelude::*;

use super::session_gate::SessionGate;
use super::shell::Shell;
use crate::domain::route::Area;
use crate::domain::user::User;

/// What is around the pages of the dashboard.
#[component]
pub fn DashboardLayout(
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let inside = move |user: User| {
        let children = children.clone();
        draw! { <Shell area=Area::Dashboard user>{children()}</Shell> }
    };
    draw! { <SessionGate children=inside /> }
}
