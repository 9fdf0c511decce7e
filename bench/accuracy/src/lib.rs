//! How truthful presence is: people, networks and the documented backend in virtual time; the real engine beside
//! naive clients, under the same conditions. `docs/accuracy.md` tells what the numbers mean.

pub mod backend;
pub mod client;
pub mod client_kind;
pub mod driver;
mod machine;
pub mod measure;
pub mod naive;
pub mod network;
pub mod people;
pub mod random;
pub mod report;
pub mod simulation;
pub mod spans;
mod timer;
pub mod tokens;
pub mod transport;
