//! Whether the model is right: what it says of the clients is worth no more than that.

use accuracy::backend::{Backend, GRACE, TOKEN_LIFE};
use accuracy::client_kind::CLIENT_KINDS;
use accuracy::measure::{Measures, percentile};
use accuracy::network::{Conditions, Network, Way};
use accuracy::people::{Act, Person};
use accuracy::random::{HOUR, Millis, SECOND};
use accuracy::report::placed;
use accuracy::simulation::{Setting, run};
use accuracy::spans::{holding, joined, total, without};

/// People whose network loses nothing and whose machines never sleep.
fn lossless(seed: u64, people: usize, end: Millis) -> Setting {
    let people = (0..people).map(|number| {
        let mut person = Person::new(seed, number, end);
        person.acts.retain(|(_, act)| !matches!(act, Act::Sleep | Act::Wake));
        (person, Conditions::of(Network::Perfect, number as u64))
    });
    Setting { seed, end, token_life: TOKEN_LIFE, grace: GRACE, people: people.collect() }
}

#[test]
fn the_backend_counts_people_as_online_up_to_the_threshold() {
    let mut backend = Backend::new(2, 300 * SECOND, GRACE);
    backend.heartbeat(1, 1_000);
    for (after, online) in [(0, true), (299, true), (300, true), (301, false)] {
        let at = 1_000 + after * SECOND;
        assert_eq!(backend.is_online(1, at), online, "{after} s later");
        assert_eq!(backend.online_users(at).len(), usize::from(online), "{after} s later");
    }
    assert_eq!(backend.shown_online(1, HOUR), [(1_000, 301_001)]);
    assert_eq!(backend.shown_online(0, HOUR), []);
}

#[test]
fn a_lossless_network_makes_nobody_falsely_offline() {
    let setting = lossless(5, 30, 12 * HOUR);
    for kind in CLIENT_KINDS {
        let measures = Measures::of(&setting, &run(&setting, kind, None), &[Network::Perfect]);
        assert!(measures.present > 30 * HOUR, "{}", kind.name);
        assert_eq!((measures.drops, measures.inexcusable), (0, 0), "{}", kind.name);
        // 20 ms for each of up to five legs: refused, refreshed, accepted.
        assert!(!measures.to_online.is_empty() && !measures.to_offline.is_empty(), "{}", kind.name);
        assert!(percentile(&measures.to_online, 100) <= 100, "{}: {:?}", kind.name, measures.to_online);
        assert!(percentile(&measures.to_offline, 100) <= kind.threshold * SECOND + 100, "{}", kind.name);
    }
}

#[test]
fn the_same_seed_gives_the_same_numbers() {
    let measures = |seed| {
        let setting = Setting::new(seed, 20, 4 * HOUR);
        CLIENT_KINDS.map(|kind| Measures::of(&setting, &run(&setting, kind, None), &Network::ALL))
    };
    assert_eq!(measures(3), measures(3));
    assert_ne!(measures(3), measures(4));
}

#[test]
fn no_session_is_lost() {
    let setting = Setting::new(6, 40, 6 * HOUR);
    assert!(CLIENT_KINDS.iter().all(|kind| run(&setting, *kind, None).sessions_lost == 0));
}

#[test]
fn networks_lose_as_much_as_they_are_said_to() {
    for (network, percent) in [(Network::Perfect, 0), (Network::Good, 1), (Network::Bad, 20)] {
        let conditions = Conditions::of(network, 9);
        let lost =
            (0..100_000).filter(|slot| conditions.delivery(slot * 250, Way::Up, 0).arrives.is_none()).count();
        assert!(lost.abs_diff(percent * 1_000) <= 300, "{network:?}: {lost}");
    }
}

#[test]
fn a_person_is_present_while_a_tab_is_in_front_and_the_machine_awake() {
    let acts = vec![
        (10, Act::Open(0, true)),
        (10, Act::Open(1, false)),
        (20, Act::Visible(0, false)),
        (20, Act::Visible(1, true)),
        (30, Act::Sleep),
        (40, Act::Wake),
        (50, Act::End(1)),
        (60, Act::Visible(0, true)),
    ];
    let person = Person { acts, clock_ahead: 0, clock_stops: true };
    assert_eq!(person.present(100), [(10, 30), (40, 50), (60, 100)]);
}

#[test]
fn spans_can_be_joined_and_taken_away() {
    assert_eq!(joined(vec![(5, 9), (1, 3), (3, 4), (8, 20), (30, 40)], 35), [(1, 4), (5, 20), (30, 35)]);
    assert_eq!(without(&[(0, 10), (20, 30)], &[(2, 4), (8, 22), (29, 50)]), [(0, 2), (4, 8), (22, 29)]);
    assert_eq!(total(&[(0, 10), (20, 25)]), 15);
    assert_eq!(holding(&[(0, 10), (20, 25)], 9), Some((0, 10)));
    assert_eq!(holding(&[(0, 10), (20, 25)], 10), None);
}

#[test]
fn the_tables_go_between_the_markers() {
    let page = "a\n<!-- accuracy:begin -->\nold\n<!-- accuracy:end -->\nb\n";
    let written = placed(page, "new\n").expect("it has markers");
    assert_eq!(written, "a\n<!-- accuracy:begin -->\nnew\n<!-- accuracy:end -->\nb\n");
    assert_eq!(placed("no markers", "new\n"), None);
}
