//! Signing in, and the tokens of the session.

mod access_token;
pub mod jwt;
mod jwt_tokens;
mod refresh;
mod token_source;

use std::time::Duration;

use super::dto::{self, Tokens};
use super::transport::{HttpRequest, HttpResponse};
use crate::model::api_error::ApiError;

pub use jwt_tokens::JwtTokens;
pub use token_source::TokenSource;

fn post(path: &str, body: String, timeout: Duration) -> HttpRequest {
    HttpRequest { path: path.to_owned(), body: Some(body), etag: None, bearer: None, timeout }
}

fn read_tokens(response: &HttpResponse) -> Result<Tokens, ApiError> {
    let refusal = dto::refusal(&response.body);
    match ApiError::from_status(response.status, response.retry_after, refusal) {
        Some(error) => Err(error),
        None => dto::tokens(&response.body),
    }
}
