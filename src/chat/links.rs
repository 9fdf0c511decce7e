//! Addresses in what people write (CONTRACT section 5): those are links, and nothing else is.

/// What an address begins with.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Words.
    Text(&'a str),
    /// An address, as it was written.
    Link(&'a str),
}

/// The parts of a text, in their order; together they are the text.
#[must_use]
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut done, mut at) = (0, 0);
    while at < text.len() {
        let end = if text.is_char_boundary(at) { address_end(text, at) } else { None };
        if let Some(end) = end {
            if at > done {
                parts.push(Part::Text(&text[done..at]));
            }
            parts.push(Part::Link(&text[at..end]));
            done = end;
        }
        at = end.unwrap_or(at + 1);
    }
    if done < text.len() {
        parts.push(Part::Text(&text[done..]));
    }
    parts
}

/// Where the address ends that begins at `start`, if one does.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let (before, rest) = text.as_bytes().split_at(start);
    let scheme = SCHEMES.iter().map(|scheme| scheme.as_bytes()).find(|scheme| {
        rest.get(..scheme.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(scheme))
    })?;
    let is_inside_word = before.last().is_some_and(u8::is_ascii_alphanumeric);
    let has_host =
        rest.get(scheme.len()).is_some_and(|c| c.is_ascii_alphanumeric() || *c == b'[' || *c > 0x7f);
    let address = &text[start..];
    let address = &address[..address.find(ends_address).unwrap_or(address.len())];
    let length = trimmed(address).len();
    (!is_inside_word && has_host && length > scheme.len()).then_some(start + length)
}

/// White space, what is never written in an address, and what turns or hides parts of it.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The address without the punctuation of the sentence that it stands in; a bracket that it opens is its own.
fn trimmed(address: &str) -> &str {
    let count = |bracket| address.bytes().filter(|byte| *byte == bracket).count();
    let mut unopened = count(b')').saturating_sub(count(b'('));
    address.trim_end_matches(|c| match c {
        ')' => unopened.checked_sub(1).map(|left| unopened = left).is_some(),
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']' | '}' | '*' | '_' => true,
        '…' | '»' | '”' | '’' | '。' | '，' | '、' | '）' => true,
        _ => false,
    })
}
