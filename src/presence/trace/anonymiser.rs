//! Events without anything by which a person or a room could be found.

use std::collections::HashMap;

use crate::model::api_error::ApiError;
use crate::model::ids::{RoomId, UserId};
use crate::presence::event::Event;
use crate::presence::peer_update::{Outcome, PeerUpdate};
use crate::presence::request::Reply;
use crate::presence::roster::OnlineUsers;

/// Gives each id the number of its place among all that have appeared, from 1 on.
#[derive(Clone, Debug, Default)]
pub(super) struct Anonymiser {
    people: HashMap<UserId, u64>,
    rooms: HashMap<RoomId, u64>,
}

impl Anonymiser {
    /// The event with numbers for ids, and without words of the backend.
    pub(super) fn event(&mut self, mut event: Event) -> Event {
        match &mut event {
            Event::SignedIn(user) | Event::SetUserOnline(user, _) => *user = self.person(*user),
            Event::Watch(feed) | Event::Unwatch(feed) | Event::Refresh(feed) => self.room(feed.room_mut()),
            Event::Replied(ticket, result) => {
                self.room(ticket.request.room_mut());
                self.result(result);
            }
            Event::PeerUpdate(PeerUpdate { request, outcome, .. }) => {
                self.room(request.room_mut());
                if let Outcome::Replied { result, .. } = outcome {
                    self.result(result);
                }
            }
            Event::SignedOut
            | Event::Visibility(_)
            | Event::Resumed
            | Event::NetworkLost
            | Event::Reached
            | Event::Dated { .. }
            | Event::WantHeartbeat { .. }
            | Event::UnwantHeartbeat { .. }
            | Event::BecameLeader
            | Event::Woke => {}
        }
        event
    }

    fn person(&mut self, user: UserId) -> UserId {
        let next = self.people.len() as u64 + 1;
        UserId(*self.people.entry(user).or_insert(next))
    }

    fn room(&mut self, room: Option<&mut RoomId>) {
        let next = self.rooms.len() as u64 + 1;
        if let Some(room) = room {
            *room = RoomId(*self.rooms.entry(*room).or_insert(next));
        }
    }

    fn result(&mut self, result: &mut Result<Reply, ApiError>) {
        match result {
            Ok(Reply::OnlineUsers(online)) => {
                *online = OnlineUsers::new(online.ids().iter().map(|user| self.person(*user)).collect());
            }
            // The server's words may be anything.
            Err(ApiError::Rejected(words)) => words.clear(),
            Ok(_) | Err(_) => {}
        }
    }
}
