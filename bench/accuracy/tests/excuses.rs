//! What counts as an excuse, and what as bad luck.

use accuracy::backend::{Backend, GRACE, TOKEN_LIFE};
use accuracy::client_kind::CLIENT_KINDS;
use accuracy::measure::Measures;
use accuracy::network::{Conditions, Network};
use accuracy::people::{Act, Person};
use accuracy::random::{HOUR, MINUTE, Millis, SECOND};
use accuracy::simulation::{Run, Sent, Setting, Traffic, run};

/// Ten minutes with a network that loses nothing, of a person whose heartbeats never came.
fn unseen(sent: Vec<Millis>, answered: Vec<Millis>) -> Measures {
    let person = Person { acts: vec![(0, Act::Open(0, true))], clock_ahead: 0, clock_stops: false };
    let people = vec![(person, Conditions::of(Network::Perfect, 1))];
    let setting = Setting { seed: 1, end: 10 * MINUTE, token_life: TOKEN_LIFE, grace: GRACE, people };
    let run = Run {
        backend: Backend::new(1, 5 * MINUTE, GRACE),
        sent: vec![Sent::default()],
        traffic: vec![Traffic { sent, answered }],
        sessions_lost: 0,
        story: Vec::new(),
    };
    Measures::of(&setting, &run, &Network::ALL.into_iter().chain([Network::Perfect]).collect::<Vec<_>>())
}

fn every(pause: Millis) -> Vec<Millis> {
    (0..10 * MINUTE).step_by(pause as usize).collect()
}

#[test]
fn after_a_minute_the_network_is_no_excuse_where_it_lets_something_through() {
    assert_eq!(unseen(Vec::new(), Vec::new()).inexcusable, 9 * MINUTE);
}

#[test]
fn who_does_not_try_is_at_fault() {
    assert_eq!(unseen(Vec::new(), Vec::new()).at_fault, 9 * MINUTE);
    assert_eq!(unseen(every(21 * SECOND), Vec::new()).at_fault, 9 * MINUTE);
}

#[test]
fn who_tries_in_vain_has_bad_luck_until_something_is_answered() {
    assert_eq!(unseen(every(19 * SECOND), Vec::new()).at_fault, 0);
    let lucky_once = unseen(every(10 * SECOND), vec![5 * MINUTE]);
    assert_eq!((lucky_once.inexcusable, lucky_once.at_fault), (9 * MINUTE, MINUTE + 250));
}

#[test]
fn an_answer_leaves_a_heartbeat_the_time_that_it_takes_and_no_more() {
    let lucky_once = unseen(every(10 * SECOND), vec![5 * MINUTE]);
    // The network takes 20 ms, and is looked at four times a second.
    assert_eq!(lucky_once.avoidable, lucky_once.at_fault - 250);
    assert_eq!(unseen(every(10 * SECOND), Vec::new()).avoidable, 0);
}

#[test]
fn who_does_not_try_could_have_avoided_it_all() {
    let idle = unseen(every(21 * SECOND), Vec::new());
    assert_eq!(idle.avoidable, idle.at_fault);
}

#[test]
fn fault_is_a_part_of_what_has_no_excuse() {
    let setting = Setting::new(8, 40, 6 * HOUR);
    for kind in CLIENT_KINDS {
        let measures = Measures::of(&setting, &run(&setting, kind, None), &Network::ALL);
        assert!(measures.at_fault <= measures.inexcusable, "{}", kind.name);
        assert!(measures.inexcusable <= measures.false_offline, "{}", kind.name);
        assert!(measures.avoidable <= measures.at_fault, "{}", kind.name);
        assert!(kind.is_engine || measures.avoidable > measures.at_fault * 9 / 10, "{}", kind.name);
        let sum: Millis = measures.lapses.iter().map(|lapse| lapse.at_fault).sum();
        assert_eq!(sum, measures.at_fault, "{}", kind.name);
    }
}
