//! The browser's table of letters.

use js_sys::JsString;

/// `text` in lower case.
#[must_use]
pub fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
