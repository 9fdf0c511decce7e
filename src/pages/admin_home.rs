//! The staff's home: everyone, and who is here.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::chat::by_name::ByName;
use crate::chat::people::{Column, People, Sort, announcement, listing, table};
use crate::chat::stable_order::hold;
use crate::components::use_hover_or_focus::use_hover_or_focus;
use crate::components::{AsyncList, EmptyState, PeopleTable, SearchField, Stat, StatCard};
use crate::dom::Drawn;
use crate::hooks::{use_chat, use_people_by_name, use_title};
use crate::model::remote_data::LoadState;
use crate::model::user::User;
use crate::platform::letter_case::lower;
use crate::presence::{Feed, Freshness, Snapshot};
use crate::reactive::{Live, State, callback, memo, memo_after};

const TITLE_ID: &str = "people-title";

/// The home page of the admin area.
#[component]
pub fn AdminHome() -> Drawn {
    use_title(|| "People".to_owned());
    draw! {
        <div class="page">
            <div class="page__head">
                <h1>"People"</h1>
                <p>"Everyone who can sign in, and who is here now."</p>
            </div>
            <Stats />
            <AllPeople />
        </div>
    }
}

#[component]
fn Stats() -> Drawn {
    let chat = use_chat();
    let online = memo(move || {
        chat.presence().with(|snapshot| match snapshot.online_count() {
            Some(count) => Stat::Known(count),
            None if snapshot.freshness == Freshness::Pending => Stat::Pending,
            None => Stat::Unknown,
        })
    });
    let count = move |count: fn(&People) -> usize| {
        memo(move || {
            chat.people().with(|people| match (listing(people), &people.value) {
                (LoadState::Ready, Some(people)) => Stat::Known(count(people)),
                (LoadState::Pending, _) => Stat::Pending,
                (LoadState::Failed(_) | LoadState::Ready, _) => Stat::Unknown,
            })
        })
    };
    draw! {
        <dl class="stats">
            <StatCard label="Online now" value=online />
            <StatCard label="People" value=count(People::len) />
            <StatCard label="Staff" value=count(People::staff_count) />
        </dl>
    }
}

#[component]
fn AllPeople() -> Drawn {
    let chat = use_chat();
    let query = State::new(String::new());
    let listing = memo(move || chat.people().with(listing));
    draw! {
        <section
            class="sheet"
            aria-labelledby=TITLE_ID
            aria-busy=move || (listing.get() == LoadState::Pending).then_some("true")
        >
            <div class="sheet__head">
                <h2 id=TITLE_ID>"All people"</h2>
                <SearchField label="Find people" id="people-filter" query class="people-search" />
            </div>
            <AsyncList listing what="People" rows=6 on_retry=callback(move |()| chat.refresh(Feed::People))>
                <Found query />
            </AsyncList>
        </section>
    }
}

/// What was asked for, and the rows that were shown then.
type Shown = ((Sort, String), Vec<User>);

/// The rows in their right order; while `held`, in the places that they have until something else is asked for.
fn use_rows(query: State<String>, sort: State<Sort>, held: Live<bool>) -> Live<Vec<User>> {
    let chat = use_chat();
    let people = use_people_by_name(chat);
    let nobody = Snapshot::default();
    let shown = memo_after(move |shown: Option<&Shown>| {
        let asked = (sort.get(), query.get());
        let list = |people: &ByName| match asked.0.column {
            Column::Status => {
                chat.presence().with(|snapshot| table(people, snapshot, &asked.1, asked.0, lower))
            }
            // Who comes and goes makes no difference to the order.
            Column::Name | Column::Role => table(people, &nobody, &asked.1, asked.0, lower),
        };
        let rows = people.with(list);
        let held = held.get();
        let before = shown.filter(|(before, _)| held && *before == asked);
        (asked, before.map_or_else(|| rows.clone(), |(_, before)| hold(before, &rows)))
    });
    memo(move || shown.with(|(_, rows)| rows.clone()))
}

/// Those who match what is looked for.
#[component]
fn Found(query: State<String>) -> Drawn {
    let chat = use_chat();
    let sort = State::new(Sort::default());
    let rows = use_rows(query, sort, use_hover_or_focus(".people-table"));
    let none = memo(move || rows.with(Vec::is_empty));
    let on_sort = callback(move |column| sort.update(|sort| *sort = sort.pressed(column)));
    draw! {
        {move || {
            if none.get() {
                draw! { <NoMatch query /> }
            } else {
                draw! { <PeopleTable rows chat sort on_sort labelled_by=TITLE_ID /> }
            }
        }}
        <p class="visually-hidden" role="status">
            {move || announcement(&query.get(), rows.with(Vec::len))}
        </p>
    }
}

#[component]
fn NoMatch(query: State<String>) -> Drawn {
    let title = memo(move || query.with(|query| format!("Nobody matches “{}”", query.trim())));
    draw! {
        <EmptyState icon="search" title>
            <p>"Look for a part of a name or of a username."</p>
            <button class="button" on:click=move |_| query.set(String::new())>
                "Show everyone"
            </button>
        </EmptyState>
    }
}
