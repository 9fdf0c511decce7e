//! How often the browser is asked for a timer: to set one, and to clear it, takes it longer than the rest of a reply.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::hooks::{use_heartbeat, use_online_users};
use support::runtime::{secs, start};

#[test]
fn a_poll_sets_one_timer_and_its_reply_none() {
    let bench = start();
    bench.sign_in();
    use_heartbeat(None);
    use_online_users();
    bench.platform.settle();
    let (polls, timers) = (bench.api.count("online_users"), bench.platform.timers_set());
    bench.platform.advance(secs(400));
    assert_eq!(bench.api.count("online_users") - polls, 100);
    let set = bench.platform.timers_set() - timers;
    assert!((100..=104).contains(&set), "{set} timers for 100 polls and 3 heartbeats");
}
