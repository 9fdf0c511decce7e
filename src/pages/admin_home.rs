//! The staff's home: everyone, and who is here.

use leptos::prelude::*;

use crate::chat::by_name::ByName;
use crate::chat::people::{People, listing};
use crate::chat::people_table::{Column, Sort, announcement, table};
use crate::chat::stable_order::freeze_order;
use crate::components::people::PeopleTable;
use crate::components::ui::{AsyncList, EmptyState, SearchField, Stat, StatCard};
use crate::hooks::{hover_or_focus, use_chat, use_people_by_name, use_title};
use crate::model::remote_data::LoadState;
use crate::model::user::User;
use crate::platform::letter_case::lower;
use crate::presence::{Feed, Freshness, Snapshot};

const TITLE_ID: &str = "people-title";

/// The home page of the admin area.
#[component]
pub fn AdminHome() -> impl IntoView {
    use_title(|| "People".to_owned());
    view! {
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
fn Stats() -> impl IntoView {
    let chat = use_chat();
    let online = Memo::new(move |_| {
        chat.presence().with(|snapshot| match snapshot.online_count() {
            Some(count) => Stat::Known(count),
            None if snapshot.freshness == Freshness::Pending => Stat::Pending,
            None => Stat::Unknown,
        })
    });
    let count = move |count: fn(&People) -> usize| {
        Memo::new(move |_| {
            chat.people().with(|people| match (listing(people), &people.value) {
                (LoadState::Ready, Some(people)) => Stat::Known(count(people)),
                (LoadState::Pending, _) => Stat::Pending,
                (LoadState::Failed(_) | LoadState::Ready, _) => Stat::Unknown,
            })
        })
    };
    view! {
        <dl class="stats">
            <StatCard label="Online now" value=online />
            <StatCard label="People" value=count(People::len) />
            <StatCard label="Staff" value=count(People::staff_count) />
        </dl>
    }
}

#[component]
fn AllPeople() -> impl IntoView {
    let chat = use_chat();
    let query = RwSignal::new(String::new());
    let state = Memo::new(move |_| chat.people().with(listing));
    view! {
        <section
            class="sheet"
            aria-labelledby=TITLE_ID
            aria-busy=move || (state.get() == LoadState::Pending).then_some("true")
        >
            <div class="sheet__head">
                <h2 id=TITLE_ID>"All people"</h2>
                <SearchField label="Find people" query class="people-search" />
            </div>
            <AsyncList
                state
                what="People"
                rows=6
                on_retry=Callback::new(move |()| chat.refresh(Feed::People))
            >
                <Found query />
            </AsyncList>
        </section>
    }
}

/// What was asked for, and the rows that were shown then.
type Shown = ((Sort, String), Vec<User>);

/// The rows in their right order; while `frozen`, in the places that they have until something else is asked for.
fn use_rows(query: RwSignal<String>, sort: RwSignal<Sort>, frozen: RwSignal<bool>) -> Memo<Vec<User>> {
    let chat = use_chat();
    let people = use_people_by_name(chat);
    let nobody = Snapshot::default();
    let shown = Memo::new(move |shown: Option<&Shown>| {
        let asked = (sort.get(), query.get());
        let list = |people: &ByName| match asked.0.column {
            Column::Status => {
                chat.presence().with(|snapshot| table(people, snapshot, &asked.1, asked.0, lower))
            }
            // Who comes and goes makes no difference to the order.
            Column::Name | Column::Role => table(people, &nobody, &asked.1, asked.0, lower),
        };
        let rows = people.with(list);
        let is_frozen = frozen.get();
        let before = shown.filter(|(before, _)| is_frozen && *before == asked);
        (asked, before.map_or_else(|| rows.clone(), |(_, before)| freeze_order(before, &rows)))
    });
    Memo::new(move |_| shown.with(|(_, rows)| rows.clone()))
}

/// Those who match what is looked for.
#[component]
fn Found(query: RwSignal<String>) -> impl IntoView {
    let sort = RwSignal::new(Sort::default());
    let frozen = RwSignal::new(false);
    let rows = use_rows(query, sort, frozen);
    let on_sort = Callback::new(move |column| sort.update(|sort| *sort = sort.pressed(column)));
    view! {
        <Show when=move || !rows.with(Vec::is_empty) fallback=move || view! { <NoMatch query /> }>
            <PeopleTable rows sort on_sort labelled_by=TITLE_ID use:hover_or_focus=frozen />
        </Show>
        <p class="visually-hidden" role="status">
            {move || announcement(&query.get(), rows.with(Vec::len))}
        </p>
    }
}

#[component]
fn NoMatch(query: RwSignal<String>) -> impl IntoView {
    let title = Signal::derive(move || query.with(|query| format!("Nobody matches “{}”", query.trim())));
    view! {
        <EmptyState icon="search" title>
            <p>"Look for a part of a name or of a username."</p>
            <button class="button" on:click=move |_| query.set(String::new())>
                "Show everyone"
            </button>
        </EmptyState>
    }
}
