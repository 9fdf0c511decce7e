//! Attributes that few elements have.

use std::sync::{Arc, Mutex};

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;

/// Attributes by their names: `<input {..attributes(&[("type", "search")])} />`.
///
/// Each attribute that is written out in `view!` is a type of its own, half a kilobyte of program. That is worth it for
/// those that are everywhere; the others are all of one type.
#[must_use]
pub fn attributes(pairs: &[(&'static str, &str)]) -> Vec<AnyAttribute> {
    pairs.iter().map(|(name, value)| custom_attribute(*name, (*value).to_owned()).into_any_attr()).collect()
}

/// An attribute whose value changes, and that is not there while it has none:
/// `<th {..attribute("aria-sort", move || sort.get())} />`.
pub fn attribute(
    name: &'static str,
    value: impl FnMut() -> Option<&'static str> + Send + 'static,
) -> AnyAttribute {
    fn make(
        name: &'static str,
        value: Arc<Mutex<dyn FnMut() -> Option<&'static str> + Send>>,
    ) -> AnyAttribute {
        custom_attribute(name, value).into_any_attr()
    }
    make(name, Arc::new(Mutex::new(value)))
}
