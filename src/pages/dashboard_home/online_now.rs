//! Who is online now, and who isn't.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use crate::chat::by_name::ByName;
use crate::chat::people::listing;
use crate::chat::stable_order::{Lists, freeze_both};
use crate::chat::who_is_online::{and_more, last_online, not_online};
use crate::components::use_hover_or_focus::use_hover_or_focus;
use crate::components::{AsyncList, CountBadge, EmptyState, EmptyStateSize, Icon, PeopleList};
use crate::dom::Drawn;
use crate::hooks::{use_chat, use_people_by_name};
use crate::model::ids::UserId;
use crate::model::remote_data::LoadState;
use crate::model::user::User;
use crate::presence::{Feed, Freshness, Snapshot};
use crate::reactive::{Live, callback, memo, memo_after};

/// The section.
#[component]
pub fn OnlineNow(
    /// The signed-in person.
    me: UserId,
) -> Drawn {
    let chat = use_chat();
    let listing = memo(move || match chat.presence().with(|snapshot| snapshot.freshness) {
        Freshness::Pending => LoadState::Pending,
        _ => chat.people().with(listing),
    });
    let count = memo(move || chat.presence().with(Snapshot::online_count));
    draw! {
        <section
            class="sheet"
            aria-labelledby="online-title"
            aria-busy=move || (listing.get() == LoadState::Pending).then_some("true")
        >
            <div class="sheet__head">
                <h2 id="online-title">"Who is online now"</h2>
                <CountBadge count />
            </div>
            <AsyncList
                listing
                what="People"
                rows=6
                class="people-list"
                on_retry=callback(move |()| chat.refresh(Feed::People))
            >
                <Everyone me count />
            </AsyncList>
        </section>
    }
}

/// Both lists, and how many more are online whose names are not known.
type Shown = (Lists, usize);

#[component]
fn Everyone(me: UserId, count: Live<Option<usize>>) -> Drawn {
    let chat = use_chat();
    let people = use_people_by_name(chat);
    let held = use_hover_or_focus(".people-list, .people-more");
    let in_others = use_hover_or_focus(".people-more .people-list");
    let stale = memo(move || count.get().is_none());
    let shown = memo_after(move |shown: Option<&Shown>| {
        // What is no longer known is told as it was last known, without those who had gone before.
        let (held, in_others) = (held.get() && !stale.get(), in_others.get());
        let lists = |people: &ByName, snapshot: &Snapshot| {
            let (online, nameless) = last_online(people, snapshot, me);
            let right = (online, not_online(people, snapshot, me));
            match shown.filter(|_| held) {
                Some((shown, _)) => (freeze_both(shown, &right, in_others), nameless),
                None => (right, nameless),
            }
        };
        people.with(|people| chat.presence().with(|snapshot| lists(people, snapshot)))
    });
    let named = memo(move || shown.with(|((named, _), _)| named.clone()));
    let others = memo(move || shown.with(|((_, others), _)| others.clone()));
    let nameless = move || shown.with(|(_, nameless)| *nameless);
    let alone = memo(move || {
        count.get().is_some() && nameless() == 0 && named.with(|named| named.iter().all(|user| user.id == me))
    });
    draw! {
        {move || stale.get().then(|| draw! { <LastKnown any=memo(move || !named.with(Vec::is_empty)) /> })}
        <PeopleList people=named chat me label="People online" />
        {move || {
            (nameless() > 0).then(|| draw! { <p class="people-list__note">{and_more(nameless())}</p> })
        }}
        {move || alone.get().then(|| draw! { <NobodyElse /> })}
        <NotOnline others me stale />
    }
}

#[component]
fn LastKnown(any: Live<bool>) -> Drawn {
    draw! {
        <p class="people-list__note">
            {move || {
                let and_then = if any.get() { " These people were online when it was last known:" } else { "" };
                format!("That is not known right now.{and_then}")
            }}
        </p>
    }
}

#[component]
fn NobodyElse() -> Drawn {
    draw! {
        <EmptyState size=EmptyStateSize::Small title="Nobody else is online">
            <p>"People show up here as soon as they open the page. You can leave a message for when they do."</p>
        </EmptyState>
    }
}

#[component]
fn NotOnline(others: Live<Vec<User>>, me: UserId, stale: Live<bool>) -> Drawn {
    let chat = use_chat();
    let count = memo(move || Some(others.with(Vec::len)));
    draw! {
        <details class="people-more" hidden=move || others.with(Vec::is_empty).then_some("")>
            <summary>
                <Icon name="chevron-right" small=true />
                {move || if stale.get() { "Everyone else ".to_owned() } else { "Not online ".to_owned() }}
                <CountBadge count />
            </summary>
            <PeopleList people=others chat me label="People who are not online" />
        </details>
    }
}
