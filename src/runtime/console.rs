//! The lines that developers read (CONTRACT section 6). Never a token, a password or the content of a message.

use crate::model::time::millis;
use crate::presence::Note;

/// Writes a line.
pub(super) fn write(note: &Note) {
    match note {
        Note::HeartbeatSending => log::info!("[Heartbeat] Sending heartbeat..."),
        Note::HeartbeatSent => log::info!("[Heartbeat] Sent successfully"),
        Note::OnlineUsersFetching => log::info!("[Online Users] Fetching online users..."),
        Note::OnlineUsersFetched(count) => log::info!("[Online Users] Fetched: {count}"),
        Note::Failed(request, failure) => log::warn!("[{}] Failed: {failure}", request.kind().name()),
        Note::IntervalRefused(interval) => log::warn!(
            "[Heartbeat] An interval of {} ms is too short, or too long for the online threshold; the configured one is used",
            millis(*interval)
        ),
    }
}
