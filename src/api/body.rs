//! What a reply says, left where it came in until somebody reads it.

use std::borrow::Cow;

use js_sys::JsString;

/// The body of a reply.
///
/// Most polls say what the last one said. Two of the browser's own texts are compared by the browser, so that such a reply
/// is never copied into the program.
#[derive(Clone, Debug, Eq)]
pub enum Body {
    /// A text of the program's.
    Text(String),
    /// A text of the browser's.
    Browser(JsString),
}

impl Body {
    /// The text.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Browser(text) => Cow::Owned(text.into()),
        }
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Browser(one), Self::Browser(other)) => one == other,
            _ => self.text() == other.text(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<JsString> for Body {
    fn from(text: JsString) -> Self {
        Self::Browser(text)
    }
}
