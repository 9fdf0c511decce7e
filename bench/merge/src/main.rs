//! One poll's merge of two sets of online users, for an instruction counter: `merge <size>`.
//!
//! The two files of the library are taken by path: they need serde and nothing else, and so this compiles in seconds.
#![allow(missing_docs, dead_code)]

#[path = "../../../src/model"]
mod model {
    pub mod ids;
}
#[path = "../../../src/presence"]
mod presence {
    pub mod roster;
}

use model::ids::UserId;
use presence::roster::{OnlineUsers, Roster};

/// What is counted: the name is what callgrind is told to look for.
#[unsafe(no_mangle)]
#[inline(never)]
fn merge_measured(roster: &mut Roster, next: OnlineUsers) -> usize {
    roster.replace(next).len()
}

fn main() {
    let size = std::env::args().nth(1).and_then(|size| size.parse().ok()).unwrap_or(1_000);
    let set = || OnlineUsers::new((0..size).map(|id| UserId(3 * id)).collect());
    let mut roster = Roster::default();
    roster.replace(set());
    // An equal set that is not the same one.
    let changed = merge_measured(&mut roster, set());
    println!("changed {changed}");
}
