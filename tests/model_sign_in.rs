//! What the sign-in form refuses and says.
#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use leptos_presence::model::api_error::ApiError;
use leptos_presence::model::sign_in::{Field, Problem};

#[test]
fn nothing_is_sent_before_both_fields_are_filled() {
    assert_eq!(Problem::before_sending("ann", "correct horse"), None);
    assert_eq!(Problem::before_sending("ann", " "), None, "a password may be blank space");
    for (username, password, field) in
        [("", "", Field::Username), ("  ", "secret", Field::Username), ("ann", "", Field::Password)]
    {
        let problem = Problem::before_sending(username, password).expect("refused");
        assert_eq!(problem.field(), Some(field));
    }
}

#[test]
fn a_refused_sign_in_concerns_both_fields() {
    let refused = Problem::Failed(ApiError::Unauthorised);
    assert!(refused.concerns(Field::Username) && refused.concerns(Field::Password));
    assert_eq!(refused.words(), "The username or the password is not right. Check both and try again.");
}

#[test]
fn a_server_that_is_not_there_makes_no_field_wrong() {
    for failure in
        [ApiError::Offline, ApiError::Timeout, ApiError::Server, ApiError::Malformed, ApiError::NotFound]
    {
        let problem = Problem::Failed(failure);
        assert!(!problem.concerns(Field::Username) && !problem.concerns(Field::Password));
        assert_eq!(problem.field(), None);
    }
}

#[test]
fn every_problem_says_what_happened_and_what_to_do() {
    let failures = [
        ApiError::Offline,
        ApiError::Timeout,
        ApiError::Forbidden,
        ApiError::NotFound,
        ApiError::RateLimited { retry_after: None },
        ApiError::Rejected("This account is disabled".to_owned()),
        ApiError::Server,
        ApiError::Malformed,
    ];
    for failure in failures {
        let words = Problem::Failed(failure.clone()).words();
        let rest = words.strip_prefix(&failure.sentence()).expect("what happened comes first");
        assert!(rest.len() > 4 && rest.starts_with(' ') && rest.ends_with('.'), "{words}");
    }
}

#[test]
fn how_long_to_wait_is_said_where_it_is_known() {
    let words = |wait| Problem::Failed(ApiError::RateLimited { retry_after: Some(wait) }).words();
    assert!(words(Duration::from_secs(30)).ends_with("Try again in 30 seconds."));
    assert!(words(Duration::from_secs(1)).ends_with("Try again in 1 second."));
    assert!(words(Duration::ZERO).ends_with("Try again in 1 second."));
}
