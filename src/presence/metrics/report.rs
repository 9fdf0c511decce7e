//! Numbers with their names, as they are saved and shown.

/// The report, with a `#` for each number: what stands under a name is either one number or a part and its whole.
/// Names end in their unit, where they have one. (One text, because twenty names with their numbers are far more program.)
const TEMPLATE: &str = r##"{
"this_tab":{"open_for_ms":#},
"own_heartbeats":{"accepted_of_ended":[#,#],"longest_gap_ms":#},
"people_online":{"now":#,"average_in_tenths":#,"most":#},
"requests_in_the_last_hour":{"heartbeat":[#,#],"online_users":[#,#],"rooms":[#,#],"open_room":[#,#],"people":[#,#],"all":[#,#],"tokens_refreshed":#},
"dots":{"online_confirmed_by_next_reply":[#,#],"offline_contradicted_by_next_reply":#,"times_all_unknown":#,
"online_then_unknown_then_offline":#,"offline_then_unknown_then_online":#,"changed_back_within_a_minute":#,
"late_to_online_p50_ms":#,"late_to_online_p95_ms":#,"late_to_offline_p50_ms":#,"late_to_offline_p95_ms":#}
}"##;

/// Puts the numbers into their places; `null` where there is nothing to tell.
pub(super) fn fill(values: &[Option<u64>]) -> String {
    let mut report = String::new();
    let mut values = values.iter();
    for part in TEMPLATE.split('#') {
        report.push_str(part);
        if let Some(value) = values.next() {
            report += &value.map_or_else(|| "null".to_owned(), |value| value.to_string());
        }
    }
    report
}
