//! Presence and chat for Leptos: users who always know, truthfully, who is online.
//!
//! ```text
//! browser event, timer, reply ─> runtime ─> engine: (state, event, now) -> effects ─> runtime performs the effects
//!                                              └─> what changed ─> stores (signals) ─> pages ─> components
//! a person's act: component callback ─> page ─> store method ─> command ─> runtime ─> (the same loop)
//! ```
//!
//! To put presence into an app of your own: [`runtime::provide_presence`] once above your router, then
//! [`hooks::use_heartbeat`], [`hooks::use_online_users`] and [`components::OnlineStatusIndicator`] wherever you like;
//! [`store::ChatStore`] is what they share. Another backend is another [`api::port::Api`].
//!
//! To understand it: [`presence::Engine`] decides everything and does nothing, [`runtime`] does everything
//! and decides nothing.
//!
//! The application itself, with its pages, layouts and routes, is behind the Cargo feature `app`, which is on by default.
//! Take the crate with `default-features = false` to have the parts alone.

pub mod api;
#[cfg(feature = "app")]
pub mod app;
pub mod chat;
pub mod components;
pub mod config;
pub mod hooks;
#[cfg(feature = "app")]
pub mod layouts;
pub mod model;
#[cfg(feature = "app")]
pub mod pages;
pub mod platform;
pub mod presence;
pub mod runtime;
pub mod store;

/// The example of README.md, compiled with the documentation's tests. It has routes of its own.
#[cfg(all(doctest, feature = "app"))]
#[doc = include_str!("../README.md")]
pub struct ReadmeExamples;
