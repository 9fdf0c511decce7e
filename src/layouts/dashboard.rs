//! The veterans' layout; staff are welcome.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::session_gate::SessionGate;
use super::shell::Shell;
use crate::domain::route::Area;

/// What is around the pages of the dashboard.
#[component]
pub fn DashboardLayout() -> impl IntoView {
    view! {
        <SessionGate let:user>
            {view! {
                <Shell area=Area::Dashboard user>
                    <Outlet />
                </Shell>
            }
                .into_any()}
        </SessionGate>
    }
}
