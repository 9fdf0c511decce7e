//! A reply's body that the browser keeps says the same as one that the program keeps.
#![cfg(target_arch = "wasm32")]

use js_sys::JsString;
use leptos_presence::api::body::Body;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const REPLY: &str = r#"{"detail": "Zoë 🙂"}"#;

#[wasm_bindgen_test]
fn it_is_read_as_it_was_written() {
    assert_eq!(Body::from(JsString::from(REPLY)).text(), REPLY);
}

#[wasm_bindgen_test]
fn it_is_the_same_as_another_with_the_same_text_whoever_keeps_them() {
    let in_browser = Body::from(JsString::from(REPLY));
    assert_eq!(in_browser, Body::from(JsString::from(REPLY)));
    assert_eq!(in_browser, Body::from(REPLY.to_owned()));
    assert_ne!(in_browser, Body::from(JsString::from("{}")));
    assert_ne!(in_browser, Body::default());
}
