//! What long lists ask of the page ten thousand times, without what makes it slow.
//!
//! A text that goes from the program into the browser is copied and read as UTF-8 each time, which takes longer than setting
//! an attribute does: what stands in the program is handed over once, and is a number from then on. And calls that might
//! fail are wrapped in the catching of errors: these can't.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

thread_local! {
    /// Where a text is in the program, ascending, and its number.
    static WORDS: RefCell<Vec<((usize, usize), u32)>> = const { RefCell::new(Vec::new()) };
}

#[wasm_bindgen(module = "/src/platform/nodes.js")]
extern "C" {
    #[wasm_bindgen(js_name = word)]
    fn new_word(text: &JsValue) -> u32;

    /// Takes a template's HTML, and the way to its places; the first one's number is 0. Gives whether its nodes stand side
    /// by side.
    pub fn template(html: &str, steps: &str) -> bool;

    /// Does what a plan says (`dom/plan.rs`); gives the root. It tells where it has come to and the place after that, if it
    /// `goes_on`, and the marked nodes.
    pub fn stamp(plan: &[u32], text: &str, goes_on: bool) -> Node;

    /// The same with several, whose roots go into `parent`, in front of `before` or at the end. It tells them, both ends of
    /// one whose nodes stand side by side, and the marked nodes.
    #[wasm_bindgen(js_name = stamp)]
    pub fn stamp_all(plan: &[u32], text: &str, goes_on: bool, parent: &Node, before: Option<&Node>);

    /// The next of what the last stamp has to tell. All of it is to be taken.
    #[wasm_bindgen(js_name = next_told)]
    pub fn told() -> Node;

    /// What the function with this number writes for a time, in milliseconds since 1970.
    pub fn time(format: u32, millis: f64) -> String;

    fn set_word(element: &Element, name: u32, value: u32);

    /// Gives an element two attributes, by the numbers of their names and values.
    pub fn set_words(element: &Element, name: u32, value: u32, other_name: u32, other_value: u32);

    fn set_text(element: &Element, name: u32, value: &str);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Node, js_name = Node)]
    type Known;

    #[wasm_bindgen(method, js_name = replaceWith)]
    fn replace_with(this: &Known, other: &JsValue);

    #[wasm_bindgen(method, js_name = append)]
    fn append(this: &Known, other: &JsValue);
}

/// The number of a text that stands in the program.
pub fn word(text: &'static str) -> u32 {
    let key = (text.as_ptr() as usize, text.len());
    WORDS.with_borrow_mut(|words| match words.binary_search_by_key(&key, |(key, _)| *key) {
        Ok(place) => words[place].1,
        Err(place) => {
            let number = new_word(&JsValue::from_str(text));
            words.insert(place, (key, number));
            number
        }
    })
}

/// The number of a function that writes a time.
pub fn time_writer(write: &js_sys::Function) -> u32 {
    new_word(write)
}

/// Gives an element an attribute whose value stands in the program.
pub fn set_constant(element: &Element, name: &'static str, value: &'static str) {
    set_word(element, word(name), word(value));
}

/// Gives an element an attribute.
pub fn set_attribute(element: &Element, name: &'static str, value: &str) {
    set_text(element, word(name), value);
}

/// Puts a node, or a text, in the place of `node`, which goes.
pub fn replace(node: &Node, other: &JsValue) {
    node.unchecked_ref::<Known>().replace_with(other);
}

/// Puts a node, or a text, at the end of `parent`.
pub fn append(parent: &Node, other: &JsValue) {
    parent.unchecked_ref::<Known>().append(other);
}
