//! What an access token says about itself (RFC 7519). Nothing is trusted that it says: it only saves a refusal.

use std::time::Duration;

use serde_json::Value;

/// For how long `token` was good when it was issued; `None` where it doesn't say.
#[must_use]
pub fn lifetime(token: &str) -> Option<Duration> {
    let decoded = decode(token.split('.').nth(1)?)?;
    let claims: Value = serde_json::from_str(&decoded).ok()?;
    let seconds = |claim: &str| claims.get(claim)?.as_u64();
    seconds("exp")?.checked_sub(seconds("iat")?).map(Duration::from_secs)
}

/// Reads base64url without padding (RFC 4648, section 5).
fn decode(text: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}
