//! People as a table that can be sorted.

use leptos::prelude::*;

use super::avatar::Avatar;
use super::role_badge::RoleBadge;
use crate::chat::people_table::{Column, Sort};
use crate::components::OnlineStatusIndicator;
use crate::components::ui::Icon;
use crate::hooks::use_slices;
use crate::model::user::User;

/// A table of people, in the order in which they come.
#[component]
pub fn PeopleTable(
    /// Who.
    #[prop(into)]
    rows: Signal<Vec<User>>,
    /// How they are sorted.
    #[prop(into)]
    sort: Signal<Sort>,
    /// A heading was pressed.
    on_sort: Callback<Column>,
    /// The id of what names the table.
    labelled_by: &'static str,
) -> impl IntoView {
    let rows = use_slices(rows);
    view! {
        <table class="people-table" role="table" aria-labelledby=labelled_by tabindex="0">
            <thead role="rowgroup">
                <tr role="row">
                    <Heading label="Name" column=Column::Name sort on_sort />
                    <Heading label="Role" class="people-table__role" column=Column::Role sort on_sort />
                    <Heading label="Status" column=Column::Status sort on_sort />
                </tr>
            </thead>
            <tbody role="rowgroup">
                <For each=move || rows.get() key=User::clone let:user>
                    <Person user />
                </For>
            </tbody>
        </table>
    }
}

#[component]
fn Heading(
    label: &'static str,
    #[prop(optional)] class: &'static str,
    column: Column,
    sort: Signal<Sort>,
    on_sort: Callback<Column>,
) -> impl IntoView {
    view! {
        <th role="columnheader" scope="col" aria-sort=move || sort.get().aria(column) class=class>
            <button class="people-table__sort" on:click=move |_| on_sort.run(column)>
                {label}
                <Icon name="arrow-up" small=true />
            </button>
        </th>
    }
}

#[component]
fn Person(user: User) -> impl IntoView {
    let role = user.role();
    let (user_id, is_staff) = (user.id, user.is_staff);
    let (name, username) = (user.display_name.to_string(), user.username.to_string());
    view! {
        <tr role="row">
            <td role="cell">
                <div class="people-table__person">
                    <Avatar user dot=false />
                    <span class="person__text">
                        <span class="person__name">
                            <span class="truncate">{name}</span>
                        </span>
                        <span class="person__note truncate">
                            {username} <span class="people-table__role-inline">" · " {role}</span>
                        </span>
                    </span>
                </div>
            </td>
            <td role="cell" class="people-table__role">
                {if is_staff { view! { <RoleBadge /> }.into_any() } else { role.into_any() }}
            </td>
            <td role="cell">
                <OnlineStatusIndicator user_id label=true />
            </td>
        </tr>
    }
}
