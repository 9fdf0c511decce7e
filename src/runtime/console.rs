//! The lines that developers read (CONTRACT section 6). Never a token, a password or the content of a message.

use crate::domain::presence::{Note, Request};
use crate::domain::time::millis;
use crate::platform::console;

/// Writes a line.
pub(super) fn write(note: &Note) {
    match note {
        Note::HeartbeatSending => console::info(format_args!("[Heartbeat] Sending heartbeat...")),
        Note::HeartbeatSent => console::info(format_args!("[Heartbeat] Sent successfully")),
        Note::OnlineUsersFetching => console::info(format_args!("[Online Users] Fetching online users...")),
        Note::OnlineUsersFetched(count) => console::info(format_args!("[Online Users] Fetched: {count}")),
        Note::Failed(request, failure) => {
            console::warn(format_args!("[{}] Failed: {failure}", name(*request)));
        }
        Note::IntervalRefused(interval) => console::warn(format_args!(
            "[Heartbeat] An interval of {} ms is too short, or too long for the online threshold; the configured one is used",
            millis(*interval)
        )),
    }
}

fn name(request: Request) -> &'static str {
    match request {
        Request::Heartbeat => "Heartbeat",
        Request::OnlineUsers(_) => "Online Users",
        Request::Rooms => "Rooms",
        Request::Messages(_) => "Messages",
        Request::People => "Users",
    }
}
