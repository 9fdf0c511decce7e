//! The staff's layout.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::session_gate::SessionGate;
use super::shell::Shell;
use crate::components::NotAllowed;
use crate::dom::Drawn;
use crate::hooks::use_title;
use crate::model::paths::Area;
use crate::model::user::User;

/// What is around the pages of the admin area. Others are told that it is not theirs.
#[component]
pub fn AdminLayout(
    /// The page.
    children: ChildrenFn,
) -> Drawn {
    let inside = move |user: User| {
        let children = children.clone();
        if user.is_staff {
            draw! { <Shell area=Area::Admin user>{children()}</Shell> }
        } else {
            use_title(|| "Not allowed".to_owned());
            let name = user.display_name.to_string();
            draw! {
                <Shell area=Area::Dashboard user>
                    <NotAllowed name />
                </Shell>
            }
        }
    };
    draw! { <SessionGate children=inside /> }
}
