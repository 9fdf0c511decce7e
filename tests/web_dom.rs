//! What is drawn: beside Leptos' own views, in another order, and when its end has come.
#![cfg(target_arch = "wasm32")]

mod support;

use leptos_presence::model::time::TimeExt;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::tachys::view::Mountable;
use leptos_presence::components::{
    CountBadge, EmptyState, PeopleList, RoleMark, TextField, TimeFormat, TimeLabel,
};
use leptos_presence::model::ids::UserId;
use leptos_presence::model::user::User;
use leptos_presence::platform::clock;
use leptos_presence::platform::page::document;
use leptos_presence::presence::server_clock::ServerClock;
use leptos_presence::reactive::{State, effect, memo};
use support::fake_api::FakeApi;
use support::web::{Mounted, mount, wait_until};
use support::{ANN, ann, ben};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn our_components_take_attributes_and_listeners_from_outside() {
    let pressed = Rc::new(Cell::new(0));
    let count = Rc::clone(&pressed);
    let mounted = mount(&FakeApi::new(ann()), move |_| {
        let press = move |_: ev::MouseEvent| count.set(count.get() + 1);
        view! { <div><RoleMark attr:id="mark" on:click=press /></div> }
    });
    mounted.find("#mark").unchecked_into::<HtmlElement>().click();
    assert_eq!(pressed.get(), 1);
}

#[wasm_bindgen_test]
async fn views_of_leptos_stand_in_our_components_and_change_there() {
    let given = Rc::new(Cell::new(None));
    let give = Rc::clone(&given);
    let mounted = mount(&FakeApi::new(ann()), move |_| {
        let number = RwSignal::new(1);
        give.set(Some(number));
        view! {
            <EmptyState title="Title">
                <p>{move || number.get()}</p>
                <Show when=move || number.get() == 2><em>"two"</em></Show>
                <b></b>
            </EmptyState>
        }
    });
    let number = given.take().expect("mounted");
    let order = || mounted.find(".empty").inner_html().replace("<!---->", "");
    assert_eq!(order(), "<h3>Title</h3><p>1</p><b></b>");
    number.set(2);
    leptos::task::tick().await;
    assert_eq!(order(), "<h3>Title</h3><p>2</p><em>two</em><b></b>");
    number.set(3);
    leptos::task::tick().await;
    assert_eq!(order(), "<h3>Title</h3><p>3</p><b></b>");
}

#[wasm_bindgen_test]
async fn our_components_come_and_go_in_a_view_of_leptos() {
    let given = Rc::new(Cell::new(None));
    let give = Rc::clone(&given);
    let mounted = mount(&FakeApi::new(ann()), move |_| {
        let shown = RwSignal::new(true);
        give.set(Some(shown));
        let mark = move || if shown.get() { view! { <RoleMark /> }.into_any() } else { ().into_any() };
        view! { <i></i>{mark}<b></b> }
    });
    let shown = given.take().expect("mounted");
    for is_shown in [true, false, true] {
        shown.set(is_shown);
        leptos::task::tick().await;
        assert_eq!(mounted.count("i + .role-mark + b"), u32::from(is_shown));
    }
}

#[wasm_bindgen_test]
async fn several_roots_that_are_taken_away_come_back_with_what_changed_meanwhile() {
    let _mounted = mount(&FakeApi::new(ann()), |_| ());
    let place = document().create_element("p").expect("an element");
    let owner = Owner::new();
    let (mut badge, count) = owner.with(|| {
        let count = State::new(Some(1));
        (view! { <CountBadge count=count.live() /> }.build(), count)
    });
    let shown = || place.text_content().unwrap_or_default();
    badge.mount(&place, None);
    assert_eq!(shown(), "1");
    for (number, text) in [(Some(2), "2"), (None, ""), (Some(3), "3")] {
        badge.unmount();
        assert!(!place.has_child_nodes());
        count.set(number);
        leptos::task::tick().await;
        badge.mount(&place, None);
        assert_eq!(shown(), text);
    }
    badge.unmount();
    assert!(!place.has_child_nodes());
    owner.cleanup();
}

/// The browser's timers run a thousand times as fast, or as they do.
fn hurry(is_on: bool) {
    let code = "if (on) { const set = window.real = setTimeout; \
                window.setTimeout = (ring, wait, number) => set(ring, wait / 1000, number); } \
                else window.setTimeout = window.real";
    js_sys::Function::new_with_args("on", code).call1(&JsValue::UNDEFINED, &is_on.into()).expect("it runs");
}

#[wasm_bindgen_test]
async fn what_was_today_is_yesterday_soon_after_a_sleep() {
    let mounted = mount(&FakeApi::new(ann()), |_| ());
    hurry(true);
    let owner = Owner::new();
    let now = clock::wall();
    let mut moment = owner.with(|| view! { <TimeLabel time=now writing=TimeFormat::Day /> }.build());
    moment.mount(&mounted.root, None);
    assert_eq!(mounted.find("time").text_content().as_deref(), Some("Today"));
    // The timer for midnight is set before the clock shows another day.
    leptos::task::tick().await;
    let mut server = ServerClock::default();
    let uptime = clock::now().uptime;
    server.hear(now.plus(Duration::from_secs(24 * 3600)), Duration::ZERO, uptime, uptime);
    clock::set_server_clock(server);
    wait_until("the next day is there", || {
        mounted.find("time").text_content().as_deref() == Some("Yesterday")
    })
    .await;
    hurry(false);
    clock::set_server_clock(ServerClock::default());
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_large_id_is_written_to_its_last_digit() {
    let (mounted, people) = a_list_of_people();
    let ids = [1 << 53, (1 << 53) + 1, u64::MAX];
    people.set(ids.map(|id| User { id: UserId(id), ..ben() }).to_vec());
    wait_until("the rows are there", || mounted.count(".person") == 3).await;
    for id in ids {
        assert_eq!(mounted.count(&format!("[data-user-id='{id}']")), 1, "{id}");
    }
}

/// A list of nobody yet.
fn a_list_of_people() -> (Mounted, State<Vec<User>>) {
    let given = Rc::new(Cell::new(None));
    let give = Rc::clone(&given);
    let mounted = mount(&FakeApi::new(ann()), move |presence| {
        let people = State::new(Vec::new());
        give.set(Some(people));
        view! { <PeopleList people=people.live() chat=presence.chat me=ANN label="People" /> }
    });
    (mounted, given.take().expect("mounted"))
}

#[wasm_bindgen_test]
async fn a_row_that_is_not_moved_keeps_the_focus() {
    let (mounted, people) = a_list_of_people();
    let list = |ids: &[u64]| ids.iter().map(|id| User { id: UserId(*id), ..ben() }).collect::<Vec<_>>();
    let shown = || {
        let dots = mounted.root.query_selector_all("[data-user-id]").expect("a good selector");
        let dot = |at| dots.item(at)?.dyn_into::<Element>().ok()?.get_attribute("data-user-id");
        (0..dots.length()).filter_map(dot).collect::<Vec<_>>().join(" ")
    };
    people.set(list(&[1, 2, 3, 4]));
    wait_until("the rows are there", || shown() == "1 2 3 4").await;
    let dot: HtmlElement = mounted.find("[data-user-id='2']").unchecked_into();
    dot.set_tab_index(-1);
    dot.focus().expect("it takes the focus");
    for ids in [&[4, 1, 2, 3][..], &[5, 3, 4, 2, 6], &[2], &[7, 2, 1]] {
        people.set(list(ids));
        let expected = ids.iter().map(u64::to_string).collect::<Vec<_>>().join(" ");
        wait_until("the rows have changed", || shown() == expected).await;
        assert!(document().active_element().is_some_and(|active| active == *dot), "{expected}");
    }
    people.set(Vec::new());
    wait_until("the rows are gone", || mounted.count("li") == 0).await;
}

#[wasm_bindgen_test]
async fn texts_of_rows_that_are_drawn_together_stand_each_in_its_place() {
    let (mounted, people) = a_list_of_people();
    // As long in UTF-8 as in UTF-16, shorter, longer, of no length.
    let names = [
        "\u{feff}mark",
        "\u{1f600}a",
        "e\u{301}",
        "",
        "a\0b",
        "\u{10ffff}",
        "\u{ffff}",
        "<b>",
        "\r\n",
        "end",
    ];
    let person = |(id, name): (u64, &&str)| User { id: UserId(id), display_name: (*name).into(), ..ben() };
    people.set((1..).zip(&names).map(person).collect());
    wait_until("the rows are there", || mounted.count(".person") as usize == names.len()).await;
    let shown = mounted.root.query_selector_all(".person .truncate").expect("a good selector");
    for (place, name) in (0..).zip(names) {
        assert_eq!(shown.item(place).and_then(|node| node.text_content()).as_deref(), Some(name));
        assert_eq!(mounted.count(&format!("[data-user-id='{}']", place + 1)), 1);
    }
}

#[wasm_bindgen_test]
async fn a_field_shows_its_value_and_gives_back_what_is_typed() {
    let given = Rc::new(Cell::new(None));
    let give = Rc::clone(&given);
    let mounted = mount(&FakeApi::new(ann()), move |_| {
        let value = State::new("first".to_owned());
        give.set(Some(value));
        let error_id = memo(move || value.with(String::is_empty).then_some("error"));
        view! { <TextField label="Name" name="name" autocomplete="off" value error_id /> }
    });
    let value = given.take().expect("mounted");
    let field: HtmlInputElement = mounted.find("#name").unchecked_into();
    assert_eq!((field.value(), field.get_attribute("aria-invalid")), ("first".to_owned(), None));
    field.set_value("typed");
    field.dispatch_event(&web_sys::Event::new("input").expect("an event")).expect("dispatched");
    assert_eq!(value.get_untracked(), "typed");
    value.set(String::new());
    leptos::task::tick().await;
    assert_eq!(
        (field.value(), field.get_attribute("aria-invalid")),
        (String::new(), Some("true".to_owned()))
    );
}

#[wasm_bindgen_test]
async fn an_effect_runs_once_for_several_changes_and_ends_with_its_owner() {
    let _mounted = mount(&FakeApi::new(ann()), |_| ());
    let (owner, runs) = (Owner::new(), Rc::new(Cell::new(0)));
    let count = Rc::clone(&runs);
    let (number, inner) = owner.with(|| {
        let number = State::new(1);
        let parity = memo(move || number.get() % 2);
        let inner = Owner::new();
        inner.with(|| {
            effect(move || {
                parity.track();
                count.set(count.get() + 1);
            });
        });
        (number, inner)
    });
    assert_eq!(runs.get(), 0, "not before what is under way has ended");
    leptos::task::tick().await;
    assert_eq!(runs.get(), 1);
    number.set(2);
    number.set(4);
    leptos::task::tick().await;
    assert_eq!(runs.get(), 2);
    number.set(6);
    leptos::task::tick().await;
    assert_eq!(runs.get(), 2, "what it reads is what it was");
    number.set(7);
    inner.cleanup();
    leptos::task::tick().await;
    assert_eq!(runs.get(), 2, "its end has come");
    owner.cleanup();
}
