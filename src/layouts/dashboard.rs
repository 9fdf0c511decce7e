//! The veterans' layout; staff are welcome.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::shell::Shell;
use crate::hooks::use_session;
use crate::model::paths::Area;

/// What is around the pages of the dashboard.
#[component]
pub fn DashboardLayout() -> impl IntoView {
    let user = use_session().user_untracked()?;
    Some(view! {
        <Shell area=Area::Dashboard user>
            <Outlet />
        </Shell>
    })
}
