//! What can be the value of an attribute.

use std::borrow::Cow;

use web_sys::Element;

use super::parts::{Parts, Value};
use crate::platform::intl::Written;
use crate::platform::nodes::{set_attribute, set_constant};
use crate::reactive::follow;

/// What an attribute is written as; `None`: it is not there.
pub type Wording = Option<Cow<'static, str>>;

/// What can be the value of an attribute.
pub trait AttributeValue {
    /// Gives it to the element to which `parts` has come.
    fn give(self, parts: &mut Parts, name: &'static str);
}

fn write(element: &Element, name: &'static str, value: Option<&Cow<'static, str>>) {
    match value {
        Some(Cow::Borrowed(value)) => set_constant(element, name, value),
        Some(Cow::Owned(value)) => set_attribute(element, name, value),
        // Fails for names that are none; those of this program are.
        None => drop(element.remove_attribute(name)),
    }
}

impl AttributeValue for &'static str {
    fn give(self, parts: &mut Parts, name: &'static str) {
        parts.give(name, &Value::TabMessage(self));
    }
}

impl AttributeValue for String {
    fn give(self, parts: &mut Parts, name: &'static str) {
        parts.give(name, &Value::Text(&self));
    }
}

impl AttributeValue for Cow<'static, str> {
    fn give(self, parts: &mut Parts, name: &'static str) {
        match self {
            Cow::Borrowed(word) => word.give(parts, name),
            Cow::Owned(text) => text.give(parts, name),
        }
    }
}

impl AttributeValue for u64 {
    fn give(self, parts: &mut Parts, name: &'static str) {
        parts.give(name, &Value::Number(self));
    }
}

impl AttributeValue for Written {
    fn give(self, parts: &mut Parts, name: &'static str) {
        parts.give(name, &Value::Time(self));
    }
}

impl AttributeValue for Option<&'static str> {
    fn give(self, parts: &mut Parts, name: &'static str) {
        if let Some(value) = self {
            value.give(parts, name);
        }
    }
}

/// What changes with what the closure reads.
impl<F, T> AttributeValue for F
where
    F: FnMut() -> T + 'static,
    T: LiveValue,
{
    fn give(mut self, parts: &mut Parts, name: &'static str) {
        follow_value(parts.element(), name, Box::new(move || self().written()));
    }
}

#[inline(never)]
fn follow_value(element: Element, name: &'static str, mut compute: Box<dyn FnMut() -> Wording>) {
    let mut shown = None;
    follow(Box::new(move || {
        let value = compute();
        if value != shown {
            write(&element, name, value.as_ref());
            shown = value;
        }
    }));
}

/// What a closure can give as the value of an attribute.
pub trait LiveValue {
    /// How it is written.
    fn written(self) -> Wording;
}

impl LiveValue for &'static str {
    fn written(self) -> Wording {
        Some(self.into())
    }
}

impl LiveValue for String {
    fn written(self) -> Wording {
        Some(self.into())
    }
}

impl LiveValue for Option<&'static str> {
    fn written(self) -> Wording {
        self.map(Cow::Borrowed)
    }
}
