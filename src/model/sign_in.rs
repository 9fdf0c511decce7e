//! The sign-in form: what it refuses, and what it says when the backend does.

use crate::model::api_error::ApiError;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The username.
    Username,
    /// The password.
    Password,
}

/// Why a sign-in did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There was nothing to send.
    Empty {
        /// In the username.
        username: bool,
        /// In the password.
        password: bool,
    },
    /// The backend refused, or was not there.
    Failed(ApiError),
}

impl Problem {
    /// What is wrong with the form before it is sent, if anything.
    #[must_use]
    pub fn before_sending(username: &str, password: &str) -> Option<Self> {
        let (username, password) = (username.trim().is_empty(), password.is_empty());
        (username || password).then_some(Self::Empty { username, password })
    }

    /// What happened and what to do, for a person.
    #[must_use]
    pub fn words(&self) -> String {
        let failure = match self {
            Self::Empty { username: true, password: true } => {
                return "Enter your username and your password.".into();
            }
            Self::Empty { username: true, .. } => return "Enter your username.".into(),
            Self::Empty { .. } => return "Enter your password.".into(),
            Self::Failed(failure) => failure,
        };
        let then = match failure {
            ApiError::Unauthorised => {
                return "The username or the password is not right. Check both and try again.".into();
            }
            ApiError::Offline => "Check your connection and try again.".to_owned(),
            ApiError::Timeout => "Try again.".to_owned(),
            ApiError::RateLimited { retry_after: Some(wait) } => match wait.as_secs() {
                0 | 1 => "Try again in 1 second.".to_owned(),
                seconds => format!("Try again in {seconds} seconds."),
            },
            ApiError::RateLimited { retry_after: None } => "Wait a minute, then try again.".to_owned(),
            ApiError::Rejected(_) => "Check what you entered and try again.".to_owned(),
            ApiError::Forbidden => "Ask an administrator.".to_owned(),
            ApiError::NotFound
            | ApiError::Server
            | ApiError::Malformed
            | ApiError::Incompatible
            | ApiError::Interrupted => {
                "Try again in a moment, and tell an administrator if it goes on.".to_owned()
            }
        };
        format!("{} {then}", failure.sentence())
    }

    /// The field in which it is most likely to be mended.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Empty { username: true, .. } => Some(Field::Username),
            Self::Empty { .. } | Self::Failed(ApiError::Unauthorised) => Some(Field::Password),
            Self::Failed(_) => None,
        }
    }

    /// Whether `field` may be what is wrong.
    #[must_use]
    pub fn concerns(&self, field: Field) -> bool {
        match (self, field) {
            (Self::Empty { username, .. }, Field::Username) => *username,
            (Self::Empty { password, .. }, Field::Password) => *password,
            (Self::Failed(failure), _) => *failure == ApiError::Unauthorised,
        }
    }
}
