//! README.md shows what is there.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(file)).expect("readable")
}

/// What stands between each `begin` and the next `end`.
fn between<'a>(text: &'a str, begin: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(begin).skip(1).filter_map(move |rest| rest.split_once(end).map(|(found, _)| found))
}

fn component_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|entry| if entry.is_dir() { component_files(&entry) } else { vec![entry] }).collect()
}

#[test]
fn its_only_rust_is_the_example() {
    let readme = read("README.md");
    let shown: Vec<&str> = between(&readme, "```rust,no_run\n", "```").collect();
    assert_eq!(shown, [read("examples/embed/src/main.rs")]);
    assert_eq!(readme.matches("```rust").count(), 1);
}

#[test]
fn the_example_has_at_most_eighty_lines() {
    assert!(read("examples/embed/src/main.rs").lines().count() <= 80);
}

#[test]
fn it_names_every_icon_of_the_components_and_no_other() {
    let readme = read("README.md");
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| `components::")).collect();
    let mut used = Vec::new();
    for file in component_files(&root().join("src/components")) {
        let code = read(&file);
        for begin in ["icon=\"", "<Icon name=\"", "#icon-"] {
            // `Icon` itself has a name in braces.
            let names = between(&code, begin, "\"").filter(|name| !name.contains('{'));
            used.extend(names.map(ToOwned::to_owned));
        }
    }
    assert!(used.len() > 8, "the search finds what it is to judge");
    let words = || rows.iter().flat_map(|row| row.split([' ', ',', ';']));
    let missing: Vec<_> = used.iter().filter(|icon| !words().any(|word| word == icon.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new());
    let page = read("index.html");
    let symbols: Vec<&str> = between(&page, "<symbol id=\"icon-", "\"").collect();
    let idle: Vec<_> =
        words().filter(|word| symbols.contains(word) && !used.iter().any(|icon| icon == word)).collect();
    assert_eq!(idle, Vec::<&str>::new());
    assert!(used.iter().all(|icon| symbols.contains(&icon.as_str())));
}

#[test]
fn its_links_lead_to_files() {
    let readme = read("README.md");
    let dead: Vec<&str> = between(&readme, "](", ")")
        .filter(|link| !link.starts_with("http") && !root().join(link).exists())
        .collect();
    assert_eq!(dead, Vec::<&str>::new());
}
