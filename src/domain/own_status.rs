//! What people are told about how others see them.

use std::time::Duration;

use super::presence::Status;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// How others see the signed-in person, given the status that others are shown and how long ago the newest
/// heartbeat was accepted.
#[must_use]
pub fn sentence(status: Status, confirmed: Option<Duration>) -> String {
    let heard = confirmed.map(ago);
    match (status, heard) {
        (Status::Online, Some(ago)) => format!("Others see you as online. Confirmed {ago}."),
        (Status::Online, None) => "Others see you as online.".to_owned(),
        (Status::Offline, Some(ago)) => {
            format!("Others see you as offline. The server heard from you {ago}.")
        }
        (Status::Offline, None) => {
            "Others see you as offline: the server has not heard from you yet.".to_owned()
        }
        (Status::Unknown, Some(ago)) => {
            format!("How others see you is not known. The server heard from you {ago}.")
        }
        (Status::Unknown, None) => "How others see you is not known yet.".to_owned(),
    }
}

/// How long ago, in the words that are shown.
fn ago(age: Duration) -> String {
    match age.as_secs() {
        seconds if seconds < MINUTE => "just now".to_owned(),
        seconds if seconds < HOUR => format!("{} min ago", seconds / MINUTE),
        seconds => format!("{} h ago", seconds / HOUR),
    }
}

/// How long those words stay true for something of this age.
#[must_use]
pub fn true_for(age: Duration) -> Duration {
    let step = if age.as_secs() < HOUR { MINUTE } else { HOUR };
    Duration::from_secs((age.as_secs() / step + 1) * step) - age
}
