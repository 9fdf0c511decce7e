//! Who may use whom (docs/architecture.md), and what may stand where.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the house, and those whose things each may use.
const ROOMS: [(&str, &[&str]); 13] = [
    ("model", &[]),
    ("presence", &["model"]),
    ("chat", &["model", "presence"]),
    ("config", &["model", "presence"]),
    ("platform", &["model", "presence", "chat"]),
    ("api", &["model", "presence", "platform"]),
    ("store", &["model", "presence", "chat"]),
    ("runtime", &["model", "presence", "chat", "platform", "api", "store"]),
    ("hooks", &["model", "presence", "chat", "platform", "store"]),
    ("components", &["model", "presence", "chat", "platform", "store", "hooks"]),
    ("layouts", &["model", "presence", "chat", "platform", "store", "hooks", "components"]),
    ("pages", &["model", "presence", "chat", "platform", "store", "hooks", "components"]),
    ("app", &["model", "config", "platform", "api", "store", "runtime", "hooks", "layouts", "pages"]),
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
fn the_core_knows_neither_leptos_nor_the_browser_nor_a_clock() {
    let words =
        ["leptos::", "web_sys", "js_sys", "gloo", "wasm_bindgen", "Instant::now", "SystemTime", "log::"];
    assert_eq!(offenders(&["model", "presence", "chat"], &words, &[]), Vec::<String>::new());
}

#[test]
fn parts_that_know_nothing_of_people_know_no_store() {
    let words = ["use_context", "expect_context", "crate::store", "crate::hooks", "crate::presence"];
    let ui: Vec<_> = offenders(&["components"], &words, &[])
        .into_iter()
        .filter(|offence| offence.starts_with("components/ui/"))
        .collect();
    assert_eq!(ui, Vec::<String>::new());
}

/// The module that a file is: `presence::engine` for presence/engine.rs, `api` for api/mod.rs.
fn module_of(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(src()).expect("in src").with_extension("");
    let mut parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// The modules that a file imports from, as far as they are files of their own.
fn imports(file: &Path, modules: &[Vec<String>]) -> Vec<Vec<String>> {
    let here = module_of(file);
    let text = code(file);
    let mut found = Vec::new();
    for line in text.lines().filter_map(|line| line.trim().strip_prefix("use ")) {
        let path: Vec<&str> = line.split("::").map(|part| part.trim_matches([';', '{', '}', ' '])).collect();
        let ups = path.iter().take_while(|part| **part == "super").count();
        let start: Vec<String> = match path[0] {
            "crate" => Vec::new(),
            "super" => here[..here.len().saturating_sub(ups)].to_vec(),
            _ => continue,
        };
        let rest = path.iter().skip(ups.max(1)).map(|part| (*part).to_owned());
        let full: Vec<String> = start.into_iter().chain(rest).collect();
        let deepest =
            (1..=full.len()).rev().map(|end| full[..end].to_vec()).find(|path| modules.contains(path));
        found.extend(deepest);
    }
    found
}

#[test]
fn no_two_files_need_each_other() {
    let files = sources(&src());
    let modules: Vec<Vec<String>> = files.iter().map(|file| module_of(file)).collect();
    // A module and those inside of it are one thing.
    let is_family = |one: &Vec<String>, other: &Vec<String>| one.starts_with(other) || other.starts_with(one);
    let edges: Vec<Vec<Vec<String>>> = files
        .iter()
        .zip(&modules)
        .map(|(file, here)| imports(file, &modules).into_iter().filter(|to| !is_family(here, to)).collect())
        .collect();
    let place = |module: &Vec<String>| modules.iter().position(|known| known == module).expect("known");
    let reaches = |from: usize, to: usize| {
        let (mut seen, mut next) = (vec![false; modules.len()], vec![from]);
        while let Some(at) = next.pop() {
            for target in edges[at].iter().map(place) {
                if target == to {
                    return true;
                }
                if !std::mem::replace(&mut seen[target], true) {
                    next.push(target);
                }
            }
        }
        false
    };
    let circles: Vec<String> = (0..modules.len())
        .filter(|module| reaches(*module, *module))
        .map(|m| modules[m].join("::"))
        .collect();
    assert_eq!(circles, Vec::<String>::new());
}

#[test]
fn only_one_file_spawns_what_may_last_and_none_has_an_interval() {
    let everywhere: Vec<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(offenders(&everywhere, &["spawn_local"], &["platform/tasks.rs"]), Vec::<String>::new());
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
