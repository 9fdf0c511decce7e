//! The browser's own texts, read into the program.

use js_sys::{JsString, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    // web-sys takes texts of the program's only.
    #[wasm_bindgen(method)]
    fn encode(this: &TextEncoder, text: &JsString) -> Uint8Array;
}

thread_local! {
    static ENCODER: TextEncoder = TextEncoder::new();
}

/// Reads a long text. What wasm-bindgen does for all texts, letter by letter as long as they are ASCII, takes ten times as
/// long for a reply of a thousand messages.
#[must_use]
pub fn read(text: &JsString) -> String {
    let bytes = ENCODER.with(|encoder| encoder.encode(text)).to_vec();
    // It writes UTF-8 and nothing else.
    String::from_utf8(bytes).unwrap_or_default()
}
