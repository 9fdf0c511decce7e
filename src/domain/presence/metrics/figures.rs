//! Numbers with their names, as they are shown and as they are saved.

use crate::domain::json;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// Tenths of things.
    Tenths,
    /// Milliseconds.
    Millis,
}

impl Unit {
    fn write(self, number: u64) -> String {
        match self {
            Self::Count => number.to_string(),
            Self::Tenths => format!("{}.{}", number / 10, number % 10),
            Self::Millis if number < 10_000 => format!("{number} ms"),
            Self::Millis => format!("{} s", number / 1000),
        }
    }
}

/// A number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name in what is saved, with its unit where it has one.
    pub key: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// How many; `None` while there is nothing to tell.
    pub value: Option<u64>,
    /// Of how many, where it is a part of something, or has a limit.
    pub of: Option<u64>,
}

impl Figure {
    pub(super) fn new(
        key: &'static str,
        label: &'static str,
        unit: Unit,
        value: Option<u64>,
        of: Option<u64>,
    ) -> Self {
        Self { key, label, unit, value, of }
    }

    pub(super) fn count(key: &'static str, label: &'static str, value: Option<u64>) -> Self {
        Self::new(key, label, Unit::Count, value, None)
    }

    pub(super) fn share(key: &'static str, label: &'static str, value: u64, of: u64) -> Self {
        Self::new(key, label, Unit::Count, Some(value), Some(of))
    }

    pub(super) fn millis(key: &'static str, label: &'static str, value: Option<u64>) -> Self {
        Self::new(key, label, Unit::Millis, value, None)
    }

    /// The number in words: `58 of 60 (96 %)`, percentages rounded down.
    #[must_use]
    pub fn text(&self) -> String {
        let Some(value) = self.value else { return "–".to_owned() };
        let mut text = self.unit.write(value);
        if let Some(of) = self.of {
            text = text + " of " + &self.unit.write(of);
            if let Some(percent) = value.saturating_mul(100).checked_div(of) {
                text = format!("{text} ({percent} %)");
            }
        }
        text
    }
}

/// Numbers that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// The numbers.
    pub figures: Vec<Figure>,
}

/// The numbers as a JSON object: each by its key, `null` where there is nothing to tell, a list of two where it is a
/// part of something. There are no names, ids or tokens in it, because there are none in the numbers.
#[must_use]
pub fn export(sections: &[Section]) -> String {
    let write = |figure: &Figure| {
        let value = figure.value.map_or_else(|| "null".to_owned(), |value| value.to_string());
        (figure.key, figure.of.map_or(value.clone(), |of| json::array(&[value, of.to_string()])))
    };
    let fields: Vec<_> = sections.iter().flat_map(|section| &section.figures).map(write).collect();
    json::object(&fields)
}
