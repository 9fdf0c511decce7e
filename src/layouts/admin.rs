//! The staff's layout.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::session_gate::SessionGate;
use super::shell::Shell;
use crate::components::NotAllowed;
use crate::domain::route::Area;
use crate::domain::user::User;
use crate::hooks::use_title;

/// What is around the pages of the admin area. Others are told that it is not theirs.
#[component]
pub fn AdminLayout() -> impl IntoView {
    view! { <SessionGate children=inside /> }
}

fn inside(user: User) -> AnyView {
    if user.is_staff {
        view! {
            <Shell area=Area::Admin user>
                <Outlet />
            </Shell>
        }
        .into_any()
    } else {
        use_title(|| "Not allowed".to_owned());
        let name = user.display_name.clone();
        view! {
            <Shell area=Area::Dashboard user>
                <NotAllowed name />
            </Shell>
        }
        .into_any()
    }
}
