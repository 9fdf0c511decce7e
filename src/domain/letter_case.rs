//! Upper and lower case, which make no difference where people look for something.

/// How a text is put into lower case: [`str::to_lowercase`], or the browser's own way. Rust's would bring a table of
/// all letters along, 25 KB of program.
pub type LowerCase = fn(&str) -> String;
