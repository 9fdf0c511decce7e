//! Lives through a trace that was saved from the diagnostics panel: `cargo run --example replay -- presence-trace.jsonl`.
#![cfg(not(target_arch = "wasm32"))]

use std::io::{Error, Write};

use leptos_presence::presence::trace::Trace;

fn main() -> Result<(), Error> {
    let path = std::env::args().nth(1).ok_or_else(|| Error::other("which trace? name its file"))?;
    let trace = Trace::parse(&std::fs::read_to_string(&path)?)
        .ok_or_else(|| Error::other(format!("{path} holds no trace")))?;
    let mut out = std::io::stdout().lock();
    let mut lines = Vec::new();
    let engine = trace.replay(|event, now, effects| {
        let since = now.uptime.saturating_sub(trace.start.uptime);
        lines.push(format!("{since:?} {event:?}"));
        lines.extend(effects.iter().map(|effect| format!("    {effect:?}")));
    });
    for line in lines {
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{engine:#?}")
}
