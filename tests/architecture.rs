//! Who may use whom (docs/architecture.md), and what may stand where.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the house, and those whose things each may use.
const ROOMS: [(&str, &[&str]); 13] = [
    ("domain", &[]),
    ("config", &["domain"]),
    ("reactive", &[]),
    ("platform", &["domain"]),
    ("dom", &["platform", "reactive"]),
    ("api", &["domain", "platform"]),
    ("store", &["domain", "reactive"]),
    ("runtime", &["domain", "api", "platform", "store"]),
    ("hooks", &["domain", "platform", "reactive", "store"]),
    ("components", &["domain", "platform", "reactive", "dom", "store"]),
    ("layouts", &["domain", "platform", "reactive", "dom", "store", "hooks", "components", "pages"]),
    ("pages", &["domain", "platform", "reactive", "dom", "store", "hooks", "components"]),
    (
        "app",
        &[
            "domain",
            "config",
            "platform",
            "reactive",
            "dom",
            "api",
            "store",
            "runtime",
            "hooks",
            "components",
            "layouts",
            "pages",
        ],
    ),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix(src()).expect("in src");
    let first = inside.components().next().expect("not empty").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file, without comments: those may name whom they like.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("readable");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_room_uses_only_those_it_may() {
    let mut offences = Vec::new();
    let mut checked = 0;
    for file in sources(&src()) {
        let room = room_of(&file);
        if ["lib", "main"].contains(&room.as_str()) {
            continue;
        }
        let (_, may) = ROOMS.iter().find(|(name, _)| *name == room).expect("a room that has its rule");
        let text = code(&file);
        for used in text
            .split("crate::")
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        {
            let used = used.expect("split gives one part at least");
            checked += 1;
            if used != room && !may.contains(&used) {
                offences.push(format!("{} uses {used}", file.display()));
            }
        }
    }
    assert!(checked > 100, "the search finds what it is to judge");
    assert_eq!(offences, Vec::<String>::new());
}

fn offenders(rooms: &[&str], words: &[&str], except: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in sources(&src()) {
        let name = file.strip_prefix(src()).expect("in src").to_string_lossy().into_owned();
        if !rooms.contains(&room_of(&file).as_str()) || except.contains(&name.as_str()) {
            continue;
        }
        let text = code(&file);
        found.extend(words.iter().filter(|word| text.contains(**word)).map(|word| format!("{name}: {word}")));
    }
    found
}

#[test]
fn the_domain_knows_neither_leptos_nor_the_browser_nor_a_clock() {
    let words =
        ["leptos::", "web_sys", "js_sys", "gloo", "wasm_bindgen", "Instant::now", "SystemTime", "log::"];
    assert_eq!(offenders(&["domain"], &words, &[]), Vec::<String>::new());
}

#[test]
fn components_know_no_context() {
    let words = ["use_context", "expect_context", "use_chat", "use_session", "use_settings", "use_navigate"];
    assert_eq!(offenders(&["components"], &words, &[]), Vec::<String>::new());
}

#[test]
fn only_one_file_spawns_what_may_last_and_none_has_an_interval() {
    let everywhere: Vec<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        offenders(&everywhere, &["spawn_local"], &["platform/tasks.rs", "reactive/effect.rs"]),
        Vec::<String>::new()
    );
    assert_eq!(offenders(&everywhere, &["future_to_promise"], &["platform/tabs.rs"]), Vec::<String>::new());
    let timers = [
        "set_interval_with",
        "leptos::prelude::set_",
        "Interval::new",
        "set_timeout",
        "TimeoutFuture",
        "Timeout::new",
    ];
    assert_eq!(offenders(&everywhere, &timers, &["platform/timers.rs"]), Vec::<String>::new());
}

#[test]
fn only_the_transport_speaks_http() {
    let everywhere: Vec<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(offenders(&everywhere, &["gloo_net", "fetch_with"], &["api/http.rs"]), Vec::<String>::new());
}

#[test]
fn no_file_is_longer_than_three_hundred_lines() {
    let long: Vec<_> = sources(&src())
        .into_iter()
        .filter(|file| fs::read_to_string(file).expect("readable").lines().count() > 300)
        .collect();
    assert_eq!(long, Vec::<PathBuf>::new(), "split by reason to change");
}
