//! What an access token says about itself (RFC 7519). Nothing is trusted that it says: it only saves a refusal.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::model::lenient::parse;

/// When it was issued and when it ends, in seconds since 1970.
#[derive(Deserialize)]
struct Claims {
    iat: u64,
    exp: u64,
}

/// For how long `token` was good when it was issued; `None` where it doesn't say.
#[must_use]
pub fn lifetime(token: &str) -> Option<Duration> {
    let payload = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let Claims { iat, exp } = parse(str::from_utf8(&payload).ok()?)?;
    exp.checked_sub(iat).map(Duration::from_secs)
}
