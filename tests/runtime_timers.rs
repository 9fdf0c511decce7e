//! How often the browser is asked for a timer, which takes it long, and which timers are not to be relied on.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use leptos_presence::hooks::{use_heartbeat, use_online_users};
use leptos_presence::model::api_error::ApiError;
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

#[test]
fn a_timer_that_a_page_took_with_it_into_a_cache_is_set_anew() {
    let bench = start();
    bench.sign_in();
    use_online_users();
    bench.platform.settle();
    bench.api.fail("online_users", ApiError::Offline);
    bench.platform.suspend(secs(3));
    bench.api.heal("online_users");
    let asked = bench.api.count("online_users");
    bench.platform.advance(secs(2));
    assert_eq!(bench.api.count("online_users"), asked + 1, "a second after the one that failed");
}
