//! People with their dots.

use leptos::prelude::*;

use super::attributes::attributes;
use super::avatar::Avatar;
use super::badge::RoleMark;
use super::rows::{Row, Rows};
use crate::domain::ids::UserId;
use crate::domain::user::User;
use crate::reactive::Live;
use crate::store::ChatStore;

/// A list of people.
#[component]
pub fn PeopleList(
    /// Who.
    people: Live<Vec<User>>,
    /// Where their status is known.
    chat: ChatStore,
    /// The signed-in person, who is marked.
    me: UserId,
) -> impl IntoView {
    let row = move |user: User| Row::new(user.clone(), move || view! { <Person user chat me /> }.into_any());
    view! {
        <ul class="people-list" role="list" {..attributes(&[("tabindex", "0")])}>
            <Rows each=Box::new(move || people.get().into_iter().map(row).collect()) />
        </ul>
    }
}

#[component]
fn Person(user: User, chat: ChatStore, me: UserId) -> impl IntoView {
    let is_me = user.id == me;
    let is_staff = user.is_staff;
    let name = user.display_name.clone();
    view! {
        <li class="person">
            <Avatar user chat />
            <span class="person__text">
                <span class="person__name">
                    <span class="truncate">{name}</span>
                    {is_me.then(|| view! { <span class="person__note">"(you)"</span> })}
                    {is_staff.then(|| view! { <RoleMark /> })}
                </span>
            </span>
        </li>
    }
}
