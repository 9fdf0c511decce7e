//! Writing JSON (RFC 8259) that is made of texts. serde_json's way of writing a value brings the writing of fractions
//! along, 15 KB of program, and nothing that is sent or kept has any.

/// `text` as a JSON string.
#[must_use]
pub fn string(text: &str) -> String {
    // A text can always be written.
    serde_json::to_string(text).unwrap_or_default()
}

/// A JSON array of items that are JSON already.
#[must_use]
pub fn array(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// A JSON object of keys, and values that are JSON already.
#[must_use]
pub fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(key, value)| string(key) + ":" + value).collect();
    format!("{{{}}}", fields.join(","))
}
