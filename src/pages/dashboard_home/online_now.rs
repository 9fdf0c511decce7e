//! Who is online now, and who isn't.

use leptos::prelude::*;

use crate::components::attributes::{attribute, attributes};
use crate::components::{CountBadge, EmptyState, EmptyStateSize, Icon, Listed, PeopleList};
use crate::domain::ids::UserId;
use crate::domain::loaded::Listing;
use crate::domain::people::{People, listing};
use crate::domain::presence::{Feed, Freshness, Snapshot};
use crate::domain::user::User;
use crate::domain::who_is_online::{and_more, last_online, not_online};
use crate::hooks::use_chat;
use crate::platform::letter_case::lower;
use crate::reactive::{Live, callback, memo};

/// The section.
#[component]
pub fn OnlineNow(
    /// The signed-in person.
    me: UserId,
) -> impl IntoView {
    let chat = use_chat();
    let listing = memo(move || match chat.presence().with(|snapshot| snapshot.freshness) {
        Freshness::Pending => Listing::Pending,
        _ => chat.people().with(listing),
    });
    let online = use_list(move |people, snapshot| last_online(people, snapshot, me, lower));
    let count = memo(move || chat.presence().with(Snapshot::online_count));
    view! {
        <section
            class="sheet"
            {..attributes(&[("aria-labelledby", "online-title")])}
            aria-busy=move || (listing.get() == Listing::Pending).then_some("true")
        >
            <div class="sheet__head">
                <h2 id="online-title">"Who is online now"</h2>
                <CountBadge count />
            </div>
            <Listed
                listing
                what="People"
                rows=6
                class="people-list"
                on_retry=callback(move |()| chat.refresh(Feed::People))
            >
                <Everyone me online count />
            </Listed>
        </section>
    }
}

type Online = Live<(Vec<User>, usize)>;

/// A list made of everyone who is known and of the snapshot.
fn use_list<T: Default + PartialEq + Send + Sync + 'static>(
    make: impl Fn(&People, &Snapshot) -> T + Send + Sync + 'static,
) -> Live<T> {
    let chat = use_chat();
    memo(move || {
        chat.people().with(|people| {
            let make = |people| chat.presence().with(|snapshot| make(people, snapshot));
            people.value.as_ref().map(make).unwrap_or_default()
        })
    })
}

#[component]
fn Everyone(me: UserId, online: Online, count: Live<Option<usize>>) -> impl IntoView {
    let chat = use_chat();
    let named = memo(move || online.with(|(named, _)| named.clone()));
    let nameless = move || online.with(|(_, nameless)| *nameless);
    let alone = memo(move || {
        count.get().is_some()
            && nameless() == 0
            && online.with(|(named, _)| named.iter().all(|user| user.id == me))
    });
    let stale = memo(move || count.get().is_none());
    view! {
        {move || stale.get().then(|| view! { <LastKnown any=memo(move || !named.with(Vec::is_empty)) /> })}
        <PeopleList people=named chat me />
        {move || {
            (nameless() > 0).then(|| view! { <p class="people-list__note">{and_more(nameless())}</p> }.into_any())
        }}
        {move || alone.get().then(|| view! { <NobodyElse /> })}
        <NotOnline me stale />
    }
}

#[component]
fn LastKnown(any: Live<bool>) -> impl IntoView {
    view! {
        <p class="people-list__note">
            {move || {
                let and_then = if any.get() { " These people were online when it was last known:" } else { "" };
                format!("That is not known right now.{and_then}")
            }}
        </p>
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
fn NotOnline(me: UserId, stale: Live<bool>) -> impl IntoView {
    let chat = use_chat();
    let others = use_list(move |people, snapshot| not_online(people, snapshot, me, lower));
    let count = memo(move || Some(others.with(Vec::len)));
    view! {
        <details class="people-more" {..attribute("hidden", move || others.with(Vec::is_empty).then_some(""))}>
            <summary>
                <Icon name="chevron-right" small=true />
                {move || if stale.get() { "Everyone else ".to_owned() } else { "Not online ".to_owned() }}
                <CountBadge count />
            </summary>
            <PeopleList people=others chat me />
        </details>
    }
}
