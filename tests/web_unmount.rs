//! What ends when a component is taken away: hooks, timers, listeners, tasks.
#![cfg(target_arch = "wasm32")]

mod support;

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos_presence::components::people::PeopleList;
use leptos_presence::hooks::{
    provide_title, use_heartbeat, use_messages, use_online_users, use_rooms, use_title,
};
use leptos_presence::model::ids::RoomId;
use leptos_presence::platform::page::document;
use leptos_presence::platform::{listener, tasks, timers};
use support::fake_api::FakeApi;
use support::web::{mount, wait_until};
use support::{ANN, ann, ben};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn signed_in() -> Rc<FakeApi> {
    let api = FakeApi::new(ann());
    api.session.set(true);
    api
}

#[component]
fn Busy() -> impl IntoView {
    use_heartbeat(None);
    use_online_users();
    use_rooms();
    use_messages(RoomId(1));
}

/// Another tab's worth of polling: when it has gone on for a while, so has time.
async fn let_time_pass() {
    let api = signed_in();
    let _clock = mount(&api, |_| {
        use_online_users();
    });
    wait_until("time passes", || api.count("online_users") >= 15).await;
}

#[wasm_bindgen_test]
async fn a_component_inside_show_and_for_takes_its_polling_with_it() {
    let api = signed_in();
    let switches = Rc::new(Cell::new(None));
    let given = Rc::clone(&switches);
    let mounted = mount(&api, move |_| {
        let shown = RwSignal::new(true);
        let rows = RwSignal::new(vec![1]);
        given.set(Some((shown, rows)));
        view! {
            <Show when=move || shown.get()>
                <Busy />
            </Show>
            <For each=move || rows.get() key=|id| *id let(_id)>
                <Busy />
            </For>
        }
    });
    let (shown, rows) = switches.get().expect("mounted");
    wait_until("it polls", || api.count("messages") > 3 && api.count("rooms") > 3).await;
    assert_eq!(api.count("heartbeat"), 1, "two who want it share one stream");
    shown.set(false);
    let polls = api.count("rooms");
    wait_until("the row goes on", || api.count("rooms") > polls + 3).await;
    rows.set(Vec::new());
    // Effects run after the current task.
    leptos::task::tick().await;
    let calls = api.calls.borrow().len();
    let_time_pass().await;
    assert_eq!(api.calls.borrow().len(), calls);
    drop(mounted);
}

#[wasm_bindgen_test]
async fn rows_of_ours_end_with_the_row_of_leptos_that_they_are_in() {
    let given = Rc::new(Cell::new(None));
    let give = Rc::clone(&given);
    let mounted = mount(&FakeApi::new(ann()), move |_| {
        let rows = RwSignal::new(vec![1, 2]);
        give.set(Some(rows));
        view! {
            <For each=move || rows.get() key=|id| *id let(_id)>
                <PeopleList people=RwSignal::new(vec![ben()]) me=ANN label="People" />
            </For>
        }
    });
    let rows = given.take().expect("mounted");
    let chat = mounted.presence.chat;
    assert_eq!(chat.dot_count(), 2);
    for left in [vec![2], vec![]] {
        rows.set(left.clone());
        leptos::task::tick().await;
        assert_eq!((mounted.count(".person") as usize, chat.dot_count()), (left.len(), left.len()));
    }
}

#[wasm_bindgen_test]
async fn the_end_of_the_app_ends_everything() {
    let api = signed_in();
    let mounted = mount(&api, |_| view! { <Busy /> });
    wait_until("it polls", || api.count("messages") > 3).await;
    drop(mounted);
    let calls = api.calls.borrow().len();
    let_time_pass().await;
    assert_eq!(api.calls.borrow().len(), calls);
}

#[wasm_bindgen_test]
async fn dropped_timers_tasks_and_listeners_do_nothing_more() {
    let happened = Rc::new(Cell::new(0));
    let count = |by: u32| {
        let happened = Rc::clone(&happened);
        move || happened.set(happened.get() + by)
    };
    drop(timers::after(Duration::from_millis(1), count(1)));
    let nap = |then: Box<dyn FnOnce()>| {
        tasks::abort_on_drop(Box::pin(async move {
            timers::sleep(Duration::from_millis(1)).await;
            then();
        }))
    };
    drop(nap(Box::new(count(10))));
    let asleep = nap(Box::new(count(1_000)));
    timers::sleep(Duration::ZERO).await;
    drop(asleep);
    let heard = count(100);
    drop(listener::listen(document(), "visibilitychange", move |_| heard()));
    let event = web_sys::Event::new("visibilitychange").expect("an event");
    document().dispatch_event(&event).expect("dispatched");
    let_time_pass().await;
    assert_eq!(happened.get(), 0);
}

#[wasm_bindgen_test]
async fn a_page_that_is_about_to_go_no_longer_names_the_tab() {
    let names = Rc::new(Cell::new(None));
    let given = Rc::clone(&names);
    let mounted = mount(&signed_in(), move |_| {
        let (old, new) = (RwSignal::new("Old"), RwSignal::new("New"));
        given.set(Some((old, new)));
        provide_title();
        use_title(move || old.get().to_owned());
        use_title(move || new.get().to_owned());
    });
    let (old, new) = names.get().expect("mounted");
    wait_until("the newer page has named it", || document().title().starts_with("New ")).await;
    old.set("Changed while going");
    leptos::task::tick().await;
    assert!(document().title().starts_with("New "), "{}", document().title());
    new.set("Newer");
    wait_until("it follows the newer page", || document().title().starts_with("Newer ")).await;
    drop(mounted);
}
