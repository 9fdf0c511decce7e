//! The reply that is polled most and may be the longest, in the form that it nearly always has.
//!
//! `{"online_users": [1, 2, 3]}` has no structure worth a tree of values: of a poll at ten thousand people, making that
//! tree took two thirds of the time. What has any other form is left to who reads all of JSON.

const SPACE: [char; 4] = [' ', '\n', '\r', '\t'];
/// So many digits are less than the largest whole number that is read.
const MOST_DIGITS: usize = 18;

/// The ids; `None` where the reply has another form, whether that is well or not.
pub(super) fn plain_ids(reply: &str, field: &str) -> Option<Vec<u64>> {
    let inside = reply.trim_matches(SPACE).strip_prefix('{')?.strip_suffix('}')?.trim_matches(SPACE);
    let (name, list) = inside.strip_prefix('"')?.split_once('"')?;
    let list = list.trim_start_matches(SPACE).strip_prefix(':')?.trim_start_matches(SPACE);
    let items = list.strip_prefix('[')?.strip_suffix(']')?;
    if name != field { None } else { numbers(items.as_bytes()) }
}

/// Whole numbers with commas in between, after which there may be a space.
fn numbers(mut text: &[u8]) -> Option<Vec<u64>> {
    let mut all = Vec::new();
    while !text.is_empty() {
        let mut number = 0;
        let mut digits = 0;
        while let Some(digit @ b'0'..=b'9') = text.get(digits) {
            number = number * 10 + u64::from(digit - b'0');
            digits += 1;
            if digits > MOST_DIGITS {
                return None;
            }
        }
        // JSON has no number that begins with a nought and goes on.
        if digits == 0 || (digits > 1 && text[0] == b'0') {
            return None;
        }
        all.push(number);
        text = match &text[digits..] {
            [] => return Some(all),
            [b',', b' ', rest @ ..] | [b',', rest @ ..] if !rest.is_empty() => rest,
            _ => return None,
        };
    }
    Some(all)
}
