//! People with their dots.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::avatar::Avatar;
use super::badge::RoleMark;
use super::rows::{RowList, Rows};
use crate::dom::Drawn;
use crate::model::ids::UserId;
use crate::model::user::User;
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
    /// What the list is called.
    label: &'static str,
) -> Drawn {
    let person = move |user: &User| draw! { <Person user=user.clone() chat me /> };
    draw! {
        <ul class="people-list" role="list" tabindex="0" aria-label=label>
            <Rows in_slices=true each=Box::new(move || RowList::new(people.get(), User::clone, person)) />
        </ul>
    }
}

#[component]
fn Person(user: User, chat: ChatStore, me: UserId) -> Drawn {
    let is_me = user.id == me;
    let is_staff = user.is_staff;
    let name = user.display_name.clone();
    draw! {
        <li class="person">
            <Avatar user chat />
            <span class="person__text">
                <span class="person__name">
                    <span class="truncate">{name}</span>
                    {is_me.then(|| draw! { <span class="person__note">"(you)"</span> })}
                    {is_staff.then(|| draw! { <RoleMark /> })}
                </span>
            </span>
        </li>
    }
}
