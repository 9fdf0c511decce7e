//! Configuration: read once at the start, checked key by key (CONTRACT section 3).

use std::time::Duration;

use serde_json::{Map, Value};

use crate::model::time::millis;
use crate::presence::settings::{HiddenTab, PresenceSettings, SHORTEST_HEARTBEAT_INTERVAL};

/// The id of the `<script type="application/json">` that holds the configuration.
pub const CONFIG_ELEMENT_ID: &str = "app-config";

const KEYS: [&str; 6] =
    ["apiUrl", "heartbeatIntervalMs", "pollIntervalMs", "onlineThresholdMs", "staleAfterMs", "hiddenTab"];
const SHORTEST_POLL_INTERVAL: Duration = Duration::from_millis(250);
// What setTimeout bears is 2^31 - 1 ms; anything near it is a mistake anyway.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What a deployer can set without building again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The backend's address without a trailing slash; empty: the page's own origin.
    pub api_url: String,
    /// Intervals, thresholds and policies.
    pub presence: PresenceSettings,
}

/// A value that is not used, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {reason}; the default is used")]
pub struct ConfigProblem {
    /// The key, as the deployer wrote it.
    pub key: String,
    /// What is wrong with its value.
    pub reason: String,
}

impl Config {
    /// Reads the configuration from JSON `text`. What is wrong with it is named, and replaced by its default.
    ///
    /// `default_api_url` stands where `apiUrl` is missing; `page_is_secure` says whether the page came over https.
    #[must_use]
    pub fn read(
        text: Option<&str>,
        default_api_url: &str,
        page_is_secure: bool,
    ) -> (Self, Vec<ConfigProblem>) {
        let mut reader = Reader::default();
        match text.map(serde_json::from_str) {
            None => {}
            Some(Ok(values)) => reader.values = values,
            Some(Err(_)) => reader.reject("app-config", "it must be one JSON object"),
        }
        reader.name_unknown_keys();
        let config =
            Self { api_url: reader.api_url(default_api_url, page_is_secure), presence: reader.presence() };
        (config, reader.problems)
    }
}

#[derive(Default)]
struct Reader {
    values: Map<String, Value>,
    problems: Vec<ConfigProblem>,
}

impl Reader {
    fn reject(&mut self, key: &str, reason: impl Into<String>) {
        self.problems.push(ConfigProblem { key: key.to_owned(), reason: reason.into() });
    }

    fn name_unknown_keys(&mut self) {
        let unknown: Vec<String> =
            self.values.keys().filter(|key| !KEYS.contains(&key.as_str())).cloned().collect();
        for key in unknown {
            self.reject(&key, format!("there is no such key (known: {})", KEYS.join(", ")));
        }
    }

    fn api_url(&mut self, default: &str, page_is_secure: bool) -> String {
        let checked = match self.values.get("apiUrl") {
            None => check_api_url(default, page_is_secure),
            Some(Value::String(url)) => check_api_url(url, page_is_secure),
            Some(_) => Err("it must be a text".to_owned()),
        };
        checked.unwrap_or_else(|reason| {
            self.reject("apiUrl", reason);
            check_api_url(default, page_is_secure).unwrap_or_default()
        })
    }

    fn presence(&mut self) -> PresenceSettings {
        let defaults = PresenceSettings::default();
        let poll_interval =
            self.duration("pollIntervalMs", SHORTEST_POLL_INTERVAL).unwrap_or(defaults.poll_interval);
        let online_threshold = self
            .duration("onlineThresholdMs", SHORTEST_HEARTBEAT_INTERVAL * 5 / 2)
            .unwrap_or(defaults.online_threshold);
        PresenceSettings {
            heartbeat_interval: self.heartbeat_interval(online_threshold, defaults.heartbeat_interval),
            poll_interval,
            online_threshold,
            stale_after: self.stale_after(poll_interval, defaults.stale_after),
            hidden_tab: self.hidden_tab().unwrap_or(defaults.hidden_tab),
        }
    }

    /// The default follows a threshold that was lowered, so that one changed key is enough.
    fn heartbeat_interval(&mut self, threshold: Duration, default: Duration) -> Duration {
        let longest = PresenceSettings::longest_heartbeat_interval(threshold);
        match self.duration("heartbeatIntervalMs", SHORTEST_HEARTBEAT_INTERVAL) {
            Some(interval) if interval <= longest => return interval,
            Some(interval) => self.reject(
                "heartbeatIntervalMs",
                format!(
                    "{} ms is too long for an online threshold of {} ms: people would go offline when heartbeats are lost; at most {} ms",
                    millis(interval),
                    millis(threshold),
                    millis(longest)
                ),
            ),
            None => {}
        }
        default.min(longest)
    }

    fn stale_after(&mut self, poll_interval: Duration, default: Duration) -> Duration {
        let shortest = poll_interval * 2;
        match self.duration("staleAfterMs", SHORTEST_POLL_INTERVAL) {
            Some(stale_after) if stale_after >= shortest => return stale_after,
            Some(_) => self.reject(
                "staleAfterMs",
                format!("it must be at least two poll intervals ({} ms)", millis(shortest)),
            ),
            None => {}
        }
        default.max(shortest)
    }

    fn hidden_tab(&mut self) -> Option<HiddenTab> {
        let value = self.values.get("hiddenTab")?;
        let read = match value {
            Value::String(policy) if policy == "pause" => Some(HiddenTab::Pause),
            Value::String(policy) if policy == "keep" => Some(HiddenTab::Keep),
            Value::Object(policy) if policy.len() == 1 => policy
                .get("pauseAfterMs")
                .and_then(Value::as_u64)
                .map(|millis| HiddenTab::PauseAfter(Duration::from_millis(millis))),
            _ => None,
        };
        if read.is_none() {
            self.reject("hiddenTab", r#"it must be "pause", "keep" or {"pauseAfterMs": milliseconds}"#);
        }
        read
    }

    fn duration(&mut self, key: &str, shortest: Duration) -> Option<Duration> {
        let value = self.values.get(key)?;
        let read = value.as_u64().map(Duration::from_millis);
        let in_range = read.filter(|duration| (shortest..=LONGEST).contains(duration));
        if in_range.is_none() {
            let reason = format!(
                "it must be a whole number of milliseconds between {} and {}",
                millis(shortest),
                millis(LONGEST)
            );
            self.reject(key, reason);
        }
        in_range
    }
}

fn check_api_url(url: &str, page_is_secure: bool) -> Result<String, String> {
    let url = url.trim().trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if url.is_empty() || url.starts_with('/') && !url.starts_with("//") {
        Ok(url.to_owned())
    } else if host.is_none_or(|host| host.is_empty() || host.contains(char::is_whitespace)) {
        Err(format!("“{url}” is not an address that begins with https:// or http://"))
    } else if page_is_secure && url.starts_with("http://") {
        Err(format!("{url} is not encrypted, and browsers refuse it from an https page"))
    } else {
        Ok(url.to_owned())
    }
}
