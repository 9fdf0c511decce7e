//! The wire: what is asked of the backend (CONTRACT section 1), and how its replies are read.
//!
//! [`port`] is what the rest of the product sees; [`client`] speaks the contract over a [`transport`], of which [`http`] is the
//! browser's, with the tokens of [`auth`].

pub mod auth;
pub mod client;
pub mod dto;
mod early_polls;
mod etag_cache;
pub mod http;
pub mod port;
pub mod tab_message;
pub mod transport;
