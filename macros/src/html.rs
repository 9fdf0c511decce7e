//! Texts and values as they are written in HTML.

/// Text, as HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// An attribute's value with its equals sign, in as few letters as HTML allows.
pub(crate) fn quoted(value: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.#:%".contains(letter);
    if value.is_empty() {
        String::new()
    } else if value.chars().all(is_plain) {
        format!("={value}")
    } else {
        format!("=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;"))
    }
}
