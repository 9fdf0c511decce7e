//! Who is online now, and who isn't.

use leptos::prelude::*;

use crate::chat::by_name::ByName;
use crate::chat::people::listing;
use crate::chat::stable_order::{Lists, freeze_both};
use crate::chat::who_is_online::{and_more, last_online, not_online};
use crate::components::people::PeopleList;
use crate::components::ui::{AsyncList, CountBadge, EmptyState, EmptyStateSize, Icon};
use crate::hooks::{hover_or_focus, use_chat, use_people_by_name};
use crate::model::ids::UserId;
use crate::model::remote_data::LoadState;
use crate::model::user::User;
use crate::presence::{Feed, Freshness, Snapshot};

/// The section.
#[component]
pub fn OnlineNow(
    /// The signed-in person.
    me: UserId,
) -> impl IntoView {
    let chat = use_chat();
    let state = Memo::new(move |_| match chat.presence().with(|snapshot| snapshot.freshness) {
        Freshness::Pending => LoadState::Pending,
        _ => chat.people().with(listing),
    });
    let count = Memo::new(move |_| chat.presence().with(Snapshot::online_count));
    view! {
        <section
            class="sheet"
            aria-labelledby="online-title"
            aria-busy=move || (state.get() == LoadState::Pending).then_some("true")
        >
            <div class="sheet__head">
                <h2 id="online-title">"Who is online now"</h2>
                <CountBadge count />
            </div>
            <AsyncList
                state
                what="People"
                rows=6
                class="people-list"
                on_retry=Callback::new(move |()| chat.refresh(Feed::People))
            >
                <Everyone me count />
            </AsyncList>
        </section>
    }
}

/// Both lists, and how many more are online whose names are not known.
type Shown = (Lists, usize);

#[component]
fn Everyone(me: UserId, count: Memo<Option<usize>>) -> impl IntoView {
    let chat = use_chat();
    let people = use_people_by_name(chat);
    let (in_online, in_more, in_others) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let is_stale = Memo::new(move |_| count.get().is_none());
    let shown = Memo::new(move |shown: Option<&Shown>| {
        // What is no longer known is told as it was last known, without those who had gone before.
        let (in_others, is_used) = (in_others.get(), in_online.get() || in_more.get());
        let is_frozen = is_used && !is_stale.get();
        let lists = |people: &ByName, snapshot: &Snapshot| {
            let (online, nameless) = last_online(people, snapshot, me);
            let right = (online, not_online(people, snapshot, me));
            match shown.filter(|_| is_frozen) {
                Some((shown, _)) => (freeze_both(shown, &right, in_others), nameless),
                None => (right, nameless),
            }
        };
        people.with(|people| chat.presence().with(|snapshot| lists(people, snapshot)))
    });
    let named = Memo::new(move |_| shown.with(|((named, _), _)| named.clone()));
    let others = Memo::new(move |_| shown.with(|((_, others), _)| others.clone()));
    let nameless = Memo::new(move |_| shown.with(|(_, nameless)| *nameless));
    let is_alone = move || {
        let is_me_only = || named.with(|named| named.iter().all(|user| user.id == me));
        count.get().is_some() && nameless.get() == 0 && is_me_only()
    };
    let has_named = move || !named.with(Vec::is_empty);
    let and_then = move || has_named().then_some(" These people were online when it was last known:");
    view! {
        <Show when=move || is_stale.get()>
            <p class="people-list__note">"That is not known right now." {and_then}</p>
        </Show>
        <PeopleList people=named me label="People online" use:hover_or_focus=in_online />
        <Show when=move || { nameless.get() > 0 }>
            <p class="people-list__note">{move || and_more(nameless.get())}</p>
        </Show>
        <Show when=is_alone>
            <NobodyElse />
        </Show>
        <NotOnline others me is_stale in_more in_others />
    }
}

#[component]
fn NobodyElse() -> impl IntoView {
    view! {
        <EmptyState size=EmptyStateSize::Small title="Nobody else is online">
            <p>"People show up here as soon as they open the page. You can leave a message for when they do."</p>
        </EmptyState>
    }
}

#[component]
fn NotOnline(
    others: Memo<Vec<User>>,
    me: UserId,
    is_stale: Memo<bool>,
    in_more: RwSignal<bool>,
    in_others: RwSignal<bool>,
) -> impl IntoView {
    let count = Signal::derive(move || Some(others.with(Vec::len)));
    view! {
        <details class="people-more" use:hover_or_focus=in_more hidden=move || others.with(Vec::is_empty)>
            <summary>
                <Icon name="chevron-right" small=true />
                {move || if is_stale.get() { "Everyone else " } else { "Not online " }}
                <CountBadge count />
            </summary>
            <PeopleList people=others me label="People who are not online" use:hover_or_focus=in_others />
        </details>
    }
}
