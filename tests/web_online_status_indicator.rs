//! The dot in the browser: what it promises (CONTRACT section 5), and that it goes without a trace.
#![cfg(target_arch = "wasm32")]

mod support;

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos_presence::components::OnlineStatusIndicator;
use leptos_presence::hooks::use_online_users;
use leptos_presence::model::ids::UserId;
use support::fake_api::FakeApi;
use support::web::{Mounted, mount, wait_until};
use support::{ANN, BEN, ann};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{MutationObserver, MutationObserverInit};

wasm_bindgen_test_configure!(run_in_browser);

fn signed_in() -> Rc<FakeApi> {
    let api = FakeApi::new(ann());
    api.session.set(true);
    api
}

fn status(mounted: &Mounted, selector: &str) -> Option<String> {
    mounted.find(selector).get_attribute("data-status")
}

#[wasm_bindgen_test]
async fn it_says_who_and_what_to_everyone() {
    let api = signed_in();
    *api.online.borrow_mut() = vec![BEN];
    let mounted = mount(&api, |_| {
        use_online_users();
        view! {
            <OnlineStatusIndicator user_id=BEN name="Ben Brook" label=true />
            <OnlineStatusIndicator user_id=ANN />
        }
    });
    let [ben, ann] = ["[data-user-id='2']", "[data-user-id='1']"];
    assert_eq!(mounted.find(ben).get_attribute("role").as_deref(), Some("img"));
    assert_eq!(status(&mounted, ben).as_deref(), Some("unknown"));
    assert_eq!(mounted.find(ben).get_attribute("aria-label").as_deref(), Some("Ben Brook, Status unknown"));
    wait_until("the first reply is shown", || status(&mounted, ben).as_deref() == Some("online")).await;
    assert_eq!(mounted.find(ben).get_attribute("aria-label").as_deref(), Some("Ben Brook, Online"));
    assert_eq!(mounted.find(ben).text_content().as_deref(), Some("Online"));
    assert_eq!(status(&mounted, ann).as_deref(), Some("offline"));
    assert_eq!(mounted.find(ann).get_attribute("aria-label").as_deref(), Some("Offline"));
    assert_eq!(mounted.find(ann).text_content().as_deref(), Some(""));
}

#[wasm_bindgen_test]
async fn a_poll_touches_the_dots_of_those_who_changed_and_no_others() {
    let api = signed_in();
    *api.online.borrow_mut() = vec![UserId(10), UserId(11)];
    let mounted = mount(&api, |_| {
        use_online_users();
        // Everyone twice: one person may have several dots.
        let ids = (10..60).chain(10..60).map(UserId);
        ids.map(|user_id| view! { <OnlineStatusIndicator user_id /> }).collect_view()
    });
    wait_until("the first reply is shown", || mounted.count("[data-status='online']") == 4).await;

    let touched = Rc::new(Cell::new(0));
    let count = Rc::clone(&touched);
    let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
        count.set(count.get() + records.length());
    });
    let observer = MutationObserver::new(seen.as_ref().unchecked_ref()).expect("an observer");
    let everything = MutationObserverInit::new();
    everything.set_attributes(true);
    everything.set_child_list(true);
    everything.set_subtree(true);
    observer.observe_with_options(&mounted.root, &everything).expect("observes");

    let polls = api.count("online_users");
    wait_until("ten polls without a change", || api.count("online_users") >= polls + 10).await;
    assert_eq!(touched.get(), 0, "an unchanged reply writes nothing");

    *api.online.borrow_mut() = vec![UserId(11), UserId(12)];
    wait_until("the change is shown", || mounted.count("[data-user-id='12'][data-status='online']") == 2)
        .await;
    wait_until("the observer has heard", || touched.get() > 0).await;
    // Two people, two dots each, status and accessible name.
    assert_eq!(touched.get(), 8);
    observer.disconnect();
}

#[wasm_bindgen_test]
async fn rows_that_come_and_go_leave_nothing_behind() {
    let api = signed_in();
    let rows = Rc::new(Cell::new(None));
    let given = Rc::clone(&rows);
    let mounted = mount(&api, move |_| {
        let shown = RwSignal::new(Vec::<u64>::new());
        given.set(Some(shown));
        view! {
            <For each=move || shown.get() key=|id| *id let(id)>
                <OnlineStatusIndicator user_id=UserId(id) />
            </For>
        }
    });
    let rows = rows.get().expect("mounted");
    let chat = mounted.presence.chat;
    for round in 0..20 {
        rows.set((round..round + 30).collect());
        wait_until("the rows are there", || mounted.count(".status") == 30).await;
        assert_eq!(chat.dot_count(), 30);
    }
    rows.set(Vec::new());
    wait_until("the rows are gone", || mounted.count(".status") == 0).await;
    assert_eq!(chat.dot_count(), 0);
}
