//! leptos-presence
pub mod api;
pub mod config;
pub mod domain;
pub mod hooks;
pub mod platform;
pub mod runtime;
pub mod store;
