//! How long an access token is good.
#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use leptos_presence::api::auth::jwt::lifetime;
use proptest::prelude::*;

#[test]
fn simple_jwt_s_tokens_say_five_minutes() {
    // {"alg":"HS256","typ":"JWT"} {"token_type":"access","exp":1706443500,"iat":1706443200,"jti":"x","user_id":"1"}
    let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
                 eyJ0b2tlbl90eXBlIjoiYWNjZXNzIiwiZXhwIjoxNzA2NDQzNTAwLCJpYXQiOjE3MDY0NDMyMDAsImp0aSI6IngiLCJ1c2VyX2lkIjoiMSJ9.\
                 c2ln";
    assert_eq!(lifetime(token), Some(Duration::from_secs(300)));
}

#[test]
fn tokens_that_are_something_else_say_nothing() {
    for token in ["", "opaque", "a.b.c", "a.eyJleHAiOjF9.c", "a.eyJpYXQiOjIsImV4cCI6MX0.c", "a.e30=.c"] {
        assert_eq!(lifetime(token), None, "{token}");
    }
}

proptest! {
    #[test]
    fn anything_may_come(token: String) {
        prop_assert_eq!(lifetime(&token), None);
    }
}
