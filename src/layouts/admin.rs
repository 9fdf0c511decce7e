//! The staff's layout.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::not_allowed::NotAllowed;
use super::shell::Shell;
use crate::hooks::{use_session, use_title};
use crate::model::paths::Area;

/// What is around the pages of the admin area. Others are told that it is not theirs.
#[component]
pub fn AdminLayout() -> impl IntoView {
    let user = use_session().user_untracked()?;
    Some(if user.is_staff {
        view! {
            <Shell area=Area::Admin user>
                <Outlet />
            </Shell>
        }
        .into_any()
    } else {
        use_title(|| "Not allowed".to_owned());
        let name = user.display_name.to_string();
        view! {
            <Shell area=Area::Dashboard user>
                <NotAllowed name />
            </Shell>
        }
        .into_any()
    })
}
