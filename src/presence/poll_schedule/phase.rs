//! Where one repeating request stands.

use std::time::Duration;

/// When the next request is due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) due: Duration,
    /// How much of the time until `due` is there for another tab, which asks for both.
    pub(super) peer_grace: Duration,
}

impl Plan {
    pub(super) fn at(due: Duration) -> Self {
        Self { due, peer_grace: Duration::ZERO }
    }
}

/// A request that is not answered yet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::presence) struct Flight {
    pub(in crate::presence) sequence: u64,
    pub(in crate::presence) since: Duration,
}

/// What is under way, and what comes after it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Phase {
    #[default]
    Stopped,
    Waiting(Plan),
    /// With `rerun`, the next request is due as soon as this one succeeds.
    InFlight {
        flight: Flight,
        plan: Plan,
        rerun: bool,
    },
    /// Stopped while a request was in flight. Its reply is welcome all the same.
    Stopping(Flight),
}

impl Phase {
    pub(super) fn plan(self) -> Option<Plan> {
        match self {
            Self::Waiting(plan) | Self::InFlight { plan, .. } => Some(plan),
            Self::Stopped | Self::Stopping(_) => None,
        }
    }

    pub(super) fn flight(self) -> Option<Flight> {
        match self {
            Self::InFlight { flight, .. } | Self::Stopping(flight) => Some(flight),
            Self::Stopped | Self::Waiting(_) => None,
        }
    }

    /// The same with this plan, whether there was one or not.
    pub(super) fn with_plan(self, plan: Plan) -> Self {
        match self {
            Self::Stopped | Self::Waiting(_) => Self::Waiting(plan),
            Self::InFlight { flight, rerun, .. } => Self::InFlight { flight, plan, rerun },
            Self::Stopping(flight) => Self::InFlight { flight, plan, rerun: false },
        }
    }
}
