//! How truthful presence is: people, networks and the documented backend in virtual time; the real engine beside
//! naive clients, in the same weather. `docs/accuracy.md` tells what the numbers mean.

pub mod backend;
pub mod client;
pub mod contestant;
pub mod dice;
pub mod driver;
mod machine;
pub mod measure;
pub mod naive;
pub mod network;
pub mod people;
pub mod report;
pub mod simulation;
pub mod spans;
mod timer;
pub mod tokens;
pub mod transport;
