//! Who is on the staff.

use leptos::prelude::*;

/// Marks a member of the staff.
#[component]
pub fn RoleBadge() -> impl IntoView {
    view! { <span class="role-mark">"Staff"</span> }
}
