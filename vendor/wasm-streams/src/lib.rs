//! Streams between Rust and the browser: the part of the `wasm-streams` crate that `server_fn` is written against.
//!
//! Leptos brings `server_fn` along, and that the original, whose sources and sinks are exported to JavaScript. What is
//! exported stays in the program though nobody calls it: 15 KB of it, in an app that has no server functions. Nothing
//! here is exported, so that the linker leaves it out where it is not used.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::stream::{self, Stream, StreamExt};
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{ReadableStreamDefaultController, ReadableStreamDefaultReader};

/// The browser's own types.
pub mod readable {
    /// The browser's own types.
    pub mod sys {
        pub use web_sys::ReadableStream;
    }
}

/// A stream that the browser reads, or that is read from it.
#[derive(Clone, Debug)]
pub struct ReadableStream {
    raw: readable::sys::ReadableStream,
}

impl ReadableStream {
    /// The browser's stream, as one of these.
    #[must_use]
    pub fn from_raw(raw: readable::sys::ReadableStream) -> Self {
        Self { raw }
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> readable::sys::ReadableStream {
        self.raw
    }

    /// A stream from which the browser pulls the items of `stream`.
    ///
    /// # Panics
    /// Where the browser has no streams.
    pub fn from_stream(stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        let stream = Rc::new(RefCell::new(Some(Box::pin(stream))));
        let pull = move |controller: ReadableStreamDefaultController| -> Promise {
            let stream = Rc::clone(&stream);
            future_to_promise(async move {
                // The browser does not pull again before this has ended.
                let Some(mut source) = stream.take() else { return Ok(JsValue::UNDEFINED) };
                match source.next().await {
                    Some(Ok(item)) => {
                        stream.replace(Some(source));
                        controller.enqueue_with_chunk(&item)?;
                    }
                    Some(Err(error)) => controller.error_with_e(&error),
                    None => controller.close()?,
                }
                Ok(JsValue::UNDEFINED)
            })
        };
        let source = Object::new();
        let pull = Closure::<dyn FnMut(ReadableStreamDefaultController) -> Promise>::new(pull);
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&source, &JsValue::from_str("pull"), &pull.into_js_value());
        let raw = readable::sys::ReadableStream::new_with_underlying_source(&source);
        Self { raw: raw.expect("a browser with streams") }
    }

    /// The items of the browser's stream.
    ///
    /// # Panics
    /// Where somebody else is reading it.
    #[must_use]
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> + 'static {
        let reader = self.raw.get_reader().unchecked_into::<ReadableStreamDefaultReader>();
        stream::unfold(Some(reader), |reader| async move {
            let reader = reader?;
            let result = match JsFuture::from(reader.read()).await {
                Ok(result) => result,
                Err(error) => return Some((Err(error), None)),
            };
            let field = |name| Reflect::get(&result, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
            if field("done").is_truthy() { None } else { Some((Ok(field("value")), Some(reader))) }
        })
    }
}
