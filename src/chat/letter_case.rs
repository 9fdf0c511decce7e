//! Upper and lower case, which make no difference where people look for something.

/// How a text is put into lower case: [`str::to_lowercase`], or the browser's own way. Rust's would bring a table of
/// all letters along, 25 KB of program.
pub type LowerCase = fn(&str) -> String;

/// Whether `text` has `part`, which is in lower case already, in it.
pub(super) fn contains(text: &str, part: &str, lower: LowerCase) -> bool {
    lower_contains(&lower(text), part)
}

/// The same where `text` is in lower case already, too.
pub(super) fn lower_contains(text: &str, part: &str) -> bool {
    // Rust's own search is made for long texts, and another kilobyte of program.
    let part = part.as_bytes();
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part)
}
