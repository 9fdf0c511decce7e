//! People as a table that can be sorted.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::avatar::Avatar;
use super::badge::RoleMark;
use super::icon::Icon;
use super::online_status_indicator::OnlineStatusIndicator;
use super::rows::{RowList, Rows};
use crate::chat::people::{Column, Sort};
use crate::dom::Drawn;
use crate::model::user::User;
use crate::reactive::{Live, State};
use crate::store::ChatStore;

/// A table of people, in the order in which they come.
#[component]
pub fn PeopleTable(
    /// Who.
    rows: Live<Vec<User>>,
    /// Where their status is known.
    chat: ChatStore,
    /// How they are sorted.
    sort: State<Sort>,
    /// A heading was pressed.
    on_sort: Callback<Column>,
    /// The id of what names the table.
    labelled_by: &'static str,
) -> Drawn {
    let person = move |user: &User| draw! { <Person user=user.clone() chat /> };
    draw! {
        <table class="people-table" role="table" aria-labelledby=labelled_by tabindex="0">
            <thead role="rowgroup">
                <tr role="row">
                    <Heading label="Name" column=Column::Name sort on_sort />
                    <Heading label="Role" class="people-table__role" column=Column::Role sort on_sort />
                    <Heading label="Status" column=Column::Status sort on_sort />
                </tr>
            </thead>
            <tbody role="rowgroup">
                <Rows in_slices=true each=Box::new(move || RowList::new(rows.get(), User::clone, person)) />
            </tbody>
        </table>
    }
}

#[component]
fn Heading(
    label: &'static str,
    #[prop(optional)] class: &'static str,
    column: Column,
    sort: State<Sort>,
    on_sort: Callback<Column>,
) -> Drawn {
    draw! {
        <th role="columnheader" scope="col" aria-sort=move || Some(sort.get().aria(column)) class=class>
            <button class="people-table__sort" on:click=move |_| on_sort.run(column)>
                {label}
                <Icon name="arrow-up" small=true />
            </button>
        </th>
    }
}

#[component]
fn Person(user: User, chat: ChatStore) -> Drawn {
    let role = user.role();
    let role_cell = if user.is_staff {
        draw! { <RoleMark /> }
    } else {
        draw! { {role} }
    };
    draw! {
        <tr role="row">
            <td role="cell">
                <div class="people-table__person">
                    <Avatar user=user.clone() />
                    <span class="person__text">
                        <span class="person__name">
                            <span class="truncate">{user.display_name}</span>
                        </span>
                        <span class="person__note truncate">
                            {user.username} <span class="people-table__role-inline">" · " {role}</span>
                        </span>
                    </span>
                </div>
            </td>
            <td role="cell" class="people-table__role">{role_cell}</td>
            <td role="cell">
                <OnlineStatusIndicator user_id=user.id chat label=true />
            </td>
        </tr>
    }
}
