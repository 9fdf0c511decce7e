//! What a full or forbidden storage does not take lasts as long as the page.
#![cfg(target_arch = "wasm32")]

use leptos_presence::platform::storage::{Storage, WebStorage};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const KEY: &str = "test.storage";
const STORAGE: WebStorage = WebStorage::Local;

fn run(script: &str) {
    js_sys::eval(script).expect("a script that runs");
}

fn fill_up() {
    run(
        "window.takes = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new Error('full'); }",
    );
}

fn make_room() {
    run("Storage.prototype.setItem = window.takes");
}

#[wasm_bindgen_test]
fn a_text_that_is_not_taken_is_kept_until_it_is_removed_or_taken() {
    STORAGE.set(KEY, "first");
    fill_up();
    STORAGE.set(KEY, "second");
    assert_eq!(STORAGE.get(KEY).as_deref(), Some("second"));
    STORAGE.remove(KEY);
    assert_eq!(STORAGE.get(KEY), None);
    STORAGE.set(KEY, "third");
    make_room();
    assert_eq!(STORAGE.get(KEY).as_deref(), Some("third"));
    STORAGE.set(KEY, "fourth");
    assert_eq!(STORAGE.get(KEY).as_deref(), Some("fourth"));
    STORAGE.remove(KEY);
}

#[wasm_bindgen_test]
fn what_another_tab_stores_afterwards_is_newer() {
    fill_up();
    STORAGE.set(KEY, "ours");
    make_room();
    run("localStorage.setItem('test.storage', 'theirs')");
    assert_eq!(STORAGE.get(KEY).as_deref(), Some("theirs"));
    STORAGE.remove(KEY);
}
