//! People with their dots.

use leptos::prelude::*;

use super::avatar::Avatar;
use super::role_badge::RoleBadge;
use crate::hooks::use_slices;
use crate::model::ids::UserId;
use crate::model::user::User;

/// A list of people.
#[component]
pub fn PeopleList(
    /// Who.
    #[prop(into)]
    people: Signal<Vec<User>>,
    /// The signed-in person, who is marked.
    me: UserId,
    /// What the list is called.
    label: &'static str,
) -> impl IntoView {
    let people = use_slices(people);
    view! {
        <ul class="people-list" role="list" tabindex="0" aria-label=label>
            <For each=move || people.get() key=User::clone let:user>
                <Person is_me=user.id == me user />
            </For>
        </ul>
    }
}

#[component]
fn Person(user: User, is_me: bool) -> impl IntoView {
    let is_staff = user.is_staff;
    let name = user.display_name.to_string();
    view! {
        <li class="person">
            <Avatar user />
            <span class="person__text">
                <span class="person__name">
                    <span class="truncate">{name}</span>
                    {is_me.then(|| view! { <span class="person__note">"(you)"</span> })}
                    {is_staff.then(|| view! { <RoleBadge /> })}
                </span>
            </span>
        </li>
    }
}
