//! Configuration: every key, every wrong value (CONTRACT section 3).
#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use leptos_presence::config::Config;
use leptos_presence::presence::settings::{HiddenTab, PresenceSettings};

fn read(text: &str) -> (Config, Vec<String>) {
    let (config, problems) = Config::read(Some(text), "", false);
    (config, problems.into_iter().map(|problem| problem.key).collect())
}

fn defaults() -> Config {
    Config { api_url: String::new(), presence: PresenceSettings::default() }
}

#[test]
fn everything_may_be_left_out() {
    for text in [None, Some("{}"), Some(r#"{"hiddenTab": "pause"}"#)] {
        assert_eq!(Config::read(text, "", false), (defaults(), vec![]));
    }
}

#[test]
fn the_documented_values_are_the_defaults() {
    let documented = r#"{ "apiUrl": "", "heartbeatIntervalMs": 120000, "pollIntervalMs": 4000,
        "onlineThresholdMs": 300000, "staleAfterMs": 30000, "hiddenTab": "pause" }"#;
    assert_eq!(read(documented), (defaults(), vec![]));
}

#[test]
fn every_value_can_be_set() {
    let (config, problems) = read(
        r#"{ "apiUrl": "https://api.example.org/", "heartbeatIntervalMs": 60000, "pollIntervalMs": 2000,
        "onlineThresholdMs": 180000, "staleAfterMs": 20000, "hiddenTab": {"pauseAfterMs": 5000} }"#,
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(config.api_url, "https://api.example.org");
    assert_eq!(
        config.presence,
        PresenceSettings {
            heartbeat_interval: Duration::from_secs(60),
            poll_interval: Duration::from_secs(2),
            online_threshold: Duration::from_secs(180),
            stale_after: Duration::from_secs(20),
            hidden_tab: HiddenTab::PauseAfter(Duration::from_secs(5)),
        }
    );
}

#[test]
fn a_wrong_value_is_named_and_the_default_is_used() {
    let wrong = [
        (r#"{"heartbeatIntervalMs": -1}"#, "heartbeatIntervalMs"),
        (r#"{"heartbeatIntervalMs": 0}"#, "heartbeatIntervalMs"),
        (r#"{"heartbeatIntervalMs": "120000"}"#, "heartbeatIntervalMs"),
        (r#"{"heartbeatIntervalMs": 1500.5}"#, "heartbeatIntervalMs"),
        (r#"{"heartbeatIntervalMs": null}"#, "heartbeatIntervalMs"),
        (r#"{"heartbeatIntervalMs": 300000}"#, "heartbeatIntervalMs"),
        (r#"{"heartbeatIntervalMs": 120001}"#, "heartbeatIntervalMs"),
        (r#"{"pollIntervalMs": 1}"#, "pollIntervalMs"),
        (r#"{"pollIntervalMs": 1e300}"#, "pollIntervalMs"),
        (r#"{"onlineThresholdMs": false}"#, "onlineThresholdMs"),
        (r#"{"staleAfterMs": 100}"#, "staleAfterMs"),
        (r#"{"staleAfterMs": 7999}"#, "staleAfterMs"),
        (r#"{"hiddenTab": "sleep"}"#, "hiddenTab"),
        (r#"{"hiddenTab": {"pauseAfterMs": -5}}"#, "hiddenTab"),
        (r#"{"hiddenTab": {"pauseAfterMs": 5, "more": 1}}"#, "hiddenTab"),
        (r#"{"apiUrl": 5}"#, "apiUrl"),
        (r#"{"apiUrl": "ftp://example.org"}"#, "apiUrl"),
        (r#"{"apiUrl": "//example.org"}"#, "apiUrl"),
        (r#"{"apiUrl": "https://"}"#, "apiUrl"),
        (r#"{"heartBeatInterval": 5}"#, "heartBeatInterval"),
    ];
    for (text, key) in wrong {
        assert_eq!(read(text), (defaults(), vec![key.to_owned()]), "{text}");
    }
}

#[test]
fn a_text_that_is_no_object_is_named_too() {
    for text in ["", "{", "[]", "null", "<html>", "{\"a\":1}}"] {
        assert_eq!(read(text), (defaults(), vec!["app-config".to_owned()]), "{text}");
    }
}

#[test]
fn one_wrong_value_leaves_the_others_alone() {
    let (config, problems) = read(r#"{"pollIntervalMs": "fast", "heartbeatIntervalMs": 30000}"#);
    assert_eq!(problems, ["pollIntervalMs"]);
    assert_eq!(config.presence.heartbeat_interval, Duration::from_secs(30));
}

#[test]
fn a_lowered_threshold_takes_the_default_heartbeat_with_it() {
    let (config, problems) = read(r#"{"onlineThresholdMs": 180000}"#);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(config.presence.heartbeat_interval, Duration::from_secs(72));
}

#[test]
fn an_unencrypted_backend_is_refused_from_an_encrypted_page_only() {
    let text = Some(r#"{"apiUrl": "http://api.example.org"}"#);
    assert_eq!(Config::read(text, "", false).0.api_url, "http://api.example.org");
    let (config, problems) = Config::read(text, "", true);
    assert_eq!(config.api_url, "");
    assert_eq!(problems[0].key, "apiUrl");
}

#[test]
fn the_builds_own_default_of_the_address_is_used_and_can_be_overridden() {
    assert_eq!(Config::read(None, "https://built.example.org", false).0.api_url, "https://built.example.org");
    let here = Some(r#"{"apiUrl": ""}"#);
    assert_eq!(Config::read(here, "https://built.example.org", false).0.api_url, "");
    let wrong = Some(r#"{"apiUrl": 1}"#);
    assert_eq!(
        Config::read(wrong, "https://built.example.org", false).0.api_url,
        "https://built.example.org"
    );
}
