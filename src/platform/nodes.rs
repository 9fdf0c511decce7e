//! What long lists ask of the page ten thousand times, without what makes it slow.
//!
//! A text that goes from the program into the browser is copied and read as UTF-8 each time, which takes longer than setting
//! an attribute does: what stands in the program is handed over once. And calls that might fail are wrapped in the catching
//! of errors: these can't.

use std::cell::RefCell;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

thread_local! {
    static TEXTS: RefCell<Texts> = const { RefCell::new(Texts { places: Vec::new(), texts: Vec::new() }) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Node, js_name = Node)]
    type Known;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_known(this: &Known, name: &JsString, value: &JsString);

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set(this: &Known, name: &JsString, value: &str);

    #[wasm_bindgen(method, js_name = cloneNode)]
    fn clone_deep(this: &Known, deep: bool) -> Node;

    #[wasm_bindgen(method, js_name = replaceWith)]
    fn replace_with(this: &Known, other: &JsValue);

    #[wasm_bindgen(method, js_name = append)]
    fn append(this: &Known, other: &JsValue);
}

struct Texts {
    /// Where a text is in the program, ascending, and which of the texts it is.
    places: Vec<((usize, usize), usize)>,
    texts: Vec<JsString>,
}

impl Texts {
    fn index_of(&mut self, text: &'static str) -> usize {
        let key = (text.as_ptr() as usize, text.len());
        match self.places.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(place) => self.places[place].1,
            Err(place) => {
                self.places.insert(place, (key, self.texts.len()));
                self.texts.push(JsString::from(text));
                self.texts.len() - 1
            }
        }
    }
}

/// Gives an element an attribute whose value stands in the program.
pub fn set_constant(element: &Element, name: &'static str, value: &'static str) {
    TEXTS.with_borrow_mut(|known| {
        let (name, value) = (known.index_of(name), known.index_of(value));
        element.unchecked_ref::<Known>().set_known(&known.texts[name], &known.texts[value]);
    });
}

/// Gives an element an attribute.
pub fn set_attribute(element: &Element, name: &'static str, value: &str) {
    TEXTS.with_borrow_mut(|known| {
        let name = known.index_of(name);
        element.unchecked_ref::<Known>().set(&known.texts[name], value);
    });
}

/// Gives an element an attribute whose value comes from the browser.
pub fn set_foreign(element: &Element, name: &'static str, value: &JsString) {
    TEXTS.with_borrow_mut(|known| {
        let name = known.index_of(name);
        element.unchecked_ref::<Known>().set_known(&known.texts[name], value);
    });
}

/// A clone of a node, with all that is in it.
#[must_use]
pub fn cloned(node: &Node) -> Node {
    node.unchecked_ref::<Known>().clone_deep(true)
}

/// Puts a node, or a text, in the place of `node`, which goes.
pub fn replace(node: &Node, other: &JsValue) {
    node.unchecked_ref::<Known>().replace_with(other);
}

/// Puts a node, or a text, at the end of `parent`.
pub fn append(parent: &Node, other: &JsValue) {
    parent.unchecked_ref::<Known>().append(other);
}
