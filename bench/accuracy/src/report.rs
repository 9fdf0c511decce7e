//! The measures as Markdown.

use std::fmt::Write;

use crate::client_kind::ClientKind;
use crate::measure::{Measures, percentile};
use crate::network::Network;
use crate::people::MOST_TABS;
use crate::random::{HOUR, Millis};
use crate::simulation::Setting;

/// Where the tables stand in `docs/accuracy.md`.
pub const BEGIN: &str = "<!-- accuracy:begin -->";
/// Where they end.
pub const END: &str = "<!-- accuracy:end -->";

/// One client's measures: of all people, and by network.
#[derive(Debug)]
pub struct Row {
    /// Which client.
    pub kind: ClientKind,
    /// Of all people.
    pub all: Measures,
    /// By network, in the order of [`Network::ALL`].
    pub by_network: Vec<Measures>,
    /// By the number of tabs, from 1 to [`MOST_TABS`].
    pub by_tabs: Vec<Measures>,
    /// Of those with [`MOST_TABS`], had they had them side by side.
    pub side_by_side: Measures,
    /// See [`Run`](crate::simulation::Run).
    pub sessions_lost: usize,
}

/// All tables.
#[must_use]
pub fn tables(setting: &Setting, rows: &[Row]) -> String {
    let mut text = String::new();
    // TimeFormat to a string can't fail.
    let _ = write_setting(&mut text, setting, rows)
        .and_then(|()| write_truth(&mut text, rows))
        .and_then(|()| write_delays(&mut text, rows))
        .and_then(|()| write_networks(&mut text, rows))
        .and_then(|()| write_requests(&mut text, rows))
        .and_then(|()| write_tabs(&mut text, rows));
    text
}

fn write_setting(text: &mut String, setting: &Setting, rows: &[Row]) -> std::fmt::Result {
    let people = setting.people.len();
    let present = rows.first().map_or(0, |row| row.all.present);
    writeln!(
        text,
        "{people} people × {} h, seed {}; {:.0} person-hours present.",
        setting.end / HOUR,
        setting.seed,
        hours(present)
    )
}

fn write_truth(text: &mut String, rows: &[Row]) -> std::fmt::Result {
    writeln!(
        text,
        "\n| client | heartbeat / threshold | false-offline, s per hour present | of it dropped | drops per 1,000 h present | without excuse | … and at fault | … and avoidable | false-online, s per hour absent |"
    )?;
    writeln!(text, "|---|---|---:|---:|---:|---:|---:|---:|---:|")?;
    for Row { kind, all, .. } in rows {
        writeln!(
            text,
            "| {} | {} s / {} s | {:.2} | {:.2} | {:.1} | {:.2} | {:.2} | {:.2} | {:.1} |",
            kind.name,
            kind.interval,
            kind.threshold,
            all.per_present_hour(all.false_offline) / 1_000.0,
            all.per_present_hour(all.dropped) / 1_000.0,
            all.per_present_hour(all.drops) * 1_000.0,
            all.per_present_hour(all.inexcusable) / 1_000.0,
            all.per_present_hour(all.at_fault) / 1_000.0,
            all.per_present_hour(all.avoidable) / 1_000.0,
            all.per_absent_hour(all.false_online) / 1_000.0,
        )?;
    }
    Ok(())
}

fn write_delays(text: &mut String, rows: &[Row]) -> std::fmt::Result {
    writeln!(text, "\n| client | shown online after: p50 | p95 | p99 | shown offline after: p50 | p95 |")?;
    writeln!(text, "|---|---:|---:|---:|---:|---:|")?;
    for Row { kind, all, .. } in rows {
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            kind.name,
            seconds(percentile(&all.to_online, 50)),
            seconds(percentile(&all.to_online, 95)),
            seconds(percentile(&all.to_online, 99)),
            seconds(percentile(&all.to_offline, 50)),
            seconds(percentile(&all.to_offline, 95)),
        )?;
    }
    Ok(())
}

fn write_networks(text: &mut String, rows: &[Row]) -> std::fmt::Result {
    writeln!(
        text,
        "\n| false-offline, s per hour present (without excuse; at fault; avoidable) | good network | mobile | bad |"
    )?;
    writeln!(text, "|---|---:|---:|---:|")?;
    for Row { kind, by_network, .. } in rows {
        write!(text, "| {} |", kind.name)?;
        for measures in by_network {
            let all = measures.per_present_hour(measures.false_offline) / 1_000.0;
            let inexcusable = measures.per_present_hour(measures.inexcusable) / 1_000.0;
            let at_fault = measures.per_present_hour(measures.at_fault) / 1_000.0;
            let avoidable = measures.per_present_hour(measures.avoidable) / 1_000.0;
            write!(text, " {all:.2} ({inexcusable:.2}; {at_fault:.2}; {avoidable:.2}) |")?;
        }
        writeln!(text)?;
    }
    debug_assert!(rows.iter().all(|row| row.by_network.len() == Network::ALL.len()));
    Ok(())
}

fn write_requests(text: &mut String, rows: &[Row]) -> std::fmt::Result {
    writeln!(
        text,
        "\n| requests per hour present | heartbeats | polls | refreshes | all | sign-outs per 1,000 h present |"
    )?;
    writeln!(text, "|---|---:|---:|---:|---:|---:|")?;
    for Row { kind, all, .. } in rows {
        let sent = all.sent;
        writeln!(
            text,
            "| {} | {:.1} | {:.0} | {:.1} | {:.0} | {:.1} |",
            kind.name,
            all.per_present_hour(sent.heartbeats),
            all.per_present_hour(sent.polls),
            all.per_present_hour(sent.refreshes),
            all.per_present_hour(sent.all()),
            all.per_present_hour(sent.sign_outs) * 1_000.0,
        )?;
    }
    Ok(())
}

fn write_tabs(text: &mut String, rows: &[Row]) -> std::fmt::Result {
    write!(text, "\n| requests per hour present, of people with |")?;
    for tabs in 1..=MOST_TABS {
        write!(text, " {tabs} tab{} |", if tabs == 1 { "" } else { "s" })?;
    }
    writeln!(text, " {MOST_TABS} tabs, side by side |\n|---|{}", "---:|".repeat(MOST_TABS + 1))?;
    for Row { kind, by_tabs, side_by_side, .. } in rows {
        write!(text, "| {} |", kind.name)?;
        for measures in by_tabs.iter().chain([side_by_side]) {
            write!(text, " {:.0} |", measures.per_present_hour(measures.sent.all()))?;
        }
        writeln!(text)?;
    }
    debug_assert!(rows.iter().all(|row| row.by_tabs.len() == MOST_TABS));
    Ok(())
}

/// `page` with `tables` between the markers; `None` if it has no markers.
#[must_use]
pub fn placed(page: &str, tables: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{tables}{END}{after}"))
}

fn hours(time: Millis) -> f64 {
    time as f64 / HOUR as f64
}

fn seconds(time: Millis) -> String {
    format!("{:.1} s", time as f64 / 1_000.0)
}
