//! Attributes, and texts of the program as the browser has them.
//!
//! A text that goes from a program into the browser is copied and read as UTF-8 each time, which takes longer than setting
//! an attribute does. What stands in the program is handed over once.

use std::cell::RefCell;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::Element;

thread_local! {
    static KNOWN: RefCell<Known> = const { RefCell::new(Known { places: Vec::new(), texts: Vec::new() }) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Element, js_name = Element)]
    type Attributed;

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_known(this: &Attributed, name: &JsString, value: &JsString);

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set(this: &Attributed, name: &JsString, value: &str);
}

struct Known {
    /// Where a text is in the program, ascending, and which of the texts it is.
    places: Vec<((usize, usize), usize)>,
    texts: Vec<JsString>,
}

impl Known {
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
    KNOWN.with_borrow_mut(|known| {
        let (name, value) = (known.index_of(name), known.index_of(value));
        element.unchecked_ref::<Attributed>().set_known(&known.texts[name], &known.texts[value]);
    });
}

/// Gives an element an attribute.
pub fn set_attribute(element: &Element, name: &'static str, value: &str) {
    KNOWN.with_borrow_mut(|known| {
        let name = known.index_of(name);
        element.unchecked_ref::<Attributed>().set(&known.texts[name], value);
    });
}
