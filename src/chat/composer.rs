//! What the composer accepts.

/// The longest message that is sent, in characters. A backend may have a lower limit and says so itself.
pub const LONGEST_MESSAGE: usize = 10_000;

/// What stands in the way of sending a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Blank,
    /// It has this many characters too many.
    TooLong(usize),
}

/// The text to send for what was typed: without blank space at its ends.
///
/// # Errors
/// When there is nothing in it, or more than [`LONGEST_MESSAGE`] characters.
pub fn compose(typed: &str) -> Result<String, Refusal> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(Refusal::Blank);
    }
    match text.chars().count().checked_sub(LONGEST_MESSAGE) {
        Some(over) if over > 0 => Err(Refusal::TooLong(over)),
        _ => Ok(text.to_owned()),
    }
}
