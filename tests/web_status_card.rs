//! The card about a dot: for which dot it opens, and for what it doesn't.
#![cfg(target_arch = "wasm32")]

mod support;

use std::time::Duration;

use leptos::prelude::*;
use leptos_presence::components::presence::{OnlineStatusIndicator, StatusCard};
use leptos_presence::model::ids::UserId;
use leptos_presence::platform::page::document;
use leptos_presence::platform::timers::sleep;
use support::fake_api::FakeApi;
use support::web::{Mounted, mount, wait_until};
use support::{ANN, BEN, ann};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;

wasm_bindgen_test_configure!(run_in_browser);

/// More than a pointer rests on a dot before the card comes.
const LONG: Duration = Duration::from_millis(600);

/// The card, two dots, and what an app around them may have. The card's `class` is whom it is about.
fn page() -> Mounted {
    mount(&FakeApi::new(ann()), |_| {
        let about = RwSignal::new(None::<UserId>);
        let about_whom = move || about.get().map(|user| user.to_string());
        view! {
            <div id="about" data-about=about_whom></div>
            <StatusCard words="words" on_explain=Callback::new(move |user| about.set(user)) />
            <div id="theirs" tabindex="0" data-user-id="7">
                <select><option>"?"</option></select>
                <p id="editor" contenteditable="true"></p>
                <span id="ann"><OnlineStatusIndicator user_id=ANN /></span>
                <span id="ben"><OnlineStatusIndicator user_id=BEN /></span>
            </div>
        }
    })
}

fn happens(on: &Element, kind: &str, key: &str) {
    let code = "on.dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true }))";
    js_sys::Function::new_with_args("on, kind, key", code)
        .call3(&JsValue::UNDEFINED, on, &kind.into(), &key.into())
        .expect("dispatched");
}

async fn about(mounted: &Mounted) -> Option<String> {
    leptos::task::tick().await;
    mounted.find("#about").get_attribute("data-about")
}

async fn rest_on(mounted: &Mounted, dot: &str, id: UserId) {
    happens(&mounted.find(dot), "pointerover", "");
    let selector = format!("[data-about='{id}']");
    wait_until("the card is open", || mounted.count(&selector) == 1).await;
}

#[wasm_bindgen_test]
async fn a_dot_that_is_passed_by_does_not_take_the_card() {
    let mounted = page();
    rest_on(&mounted, "#ann .status", ANN).await;
    happens(&mounted.find("#ben .status"), "pointerover", "");
    happens(&mounted.find("#ann .status"), "pointerover", "");
    sleep(LONG).await;
    assert_eq!(about(&mounted).await, Some(ANN.to_string()));
}

#[wasm_bindgen_test]
async fn a_dot_that_is_gone_has_no_card() {
    let mounted = page();
    happens(&mounted.find("#ben .status"), "pointerover", "");
    mounted.find("#ben").remove();
    sleep(LONG).await;
    assert_eq!(about(&mounted).await, None);
}

#[wasm_bindgen_test]
async fn of_somebody_unknown_it_says_the_status() {
    let mounted = page();
    rest_on(&mounted, "#ben .status", BEN).await;
    leptos::task::tick().await;
    assert_eq!(mounted.find(".status-card__title").text_content().as_deref(), Some("Status unknown"));
}

#[wasm_bindgen_test]
async fn what_is_meant_for_others_opens_no_card() {
    let mounted = page();
    let body: Element = document().body().expect("a body").unchecked_into();
    for on in [&body, &mounted.find("select"), &mounted.find("#editor")] {
        happens(on, "keydown", "?");
        assert_eq!(about(&mounted).await, None, "{}", on.tag_name());
    }
    happens(&mounted.find("#theirs"), "focusin", "");
    assert_eq!(about(&mounted).await, None);
    happens(&mounted.find("#theirs"), "keydown", "?");
    assert_eq!(about(&mounted).await, Some(ANN.to_string()), "the first dot in it");
}
