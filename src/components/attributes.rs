//! Attributes that few elements have.

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
