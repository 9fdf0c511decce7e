//! Changes of an element's size, told after layout and before they are seen.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Watches elements; dropping it ends that.
pub struct ResizeWatch {
    observer: Option<ResizeObserver>,
    _closure: Closure<dyn FnMut()>,
}

/// Calls `handle` once at first, and then each time one of `elements` has another size.
#[must_use]
pub fn watch(elements: &[&Element], handle: impl FnMut() + 'static) -> ResizeWatch {
    let closure = Closure::<dyn FnMut()>::new(handle);
    // Fails only for what is no function.
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        elements.iter().for_each(|element| observer.observe(element));
    }
    ResizeWatch { observer, _closure: closure }
}

impl Drop for ResizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
