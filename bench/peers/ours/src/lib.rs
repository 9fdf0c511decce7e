//! The library as an app uses it: its stores, engine, client and components, with dots and a room to show or not.

mod backend;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use backend::{Backend, Replies};
use js_sys::JsString;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos_presence::components::OnlineStatusIndicator;
use leptos_presence::components::chat::{LogActions, MessageLog};
use leptos_presence::components::people::PeopleList;
use leptos_presence::hooks::{use_chat, use_messages, use_online_users};
use leptos_presence::model::ids::{RoomId, UserId};
use leptos_presence::model::user::User;
use leptos_presence::platform::browser::Browser;
use leptos_presence::platform::storage::MemoryStorage;
use leptos_presence::platform::tabs::NoTabs;
use leptos_presence::presence::Feed;
use leptos_presence::presence::settings::PresenceSettings;
use leptos_presence::runtime::{PresenceOptions, provide_presence};
use leptos_presence::store::ChatStore;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

const ME: UserId = UserId(1);
/// The benchmark asks for each poll itself.
const HOUR: Duration = Duration::from_secs(3600);

/// The running program, as the benchmark drives it.
#[wasm_bindgen]
pub struct Bench {
    replies: Rc<Replies>,
    prepared: Vec<Option<Vec<UserId>>>,
    chat: ChatStore,
    dots: RwSignal<u32>,
    people: RwSignal<Vec<User>>,
    room: RwSignal<Option<u32>>,
    counts: RwSignal<bool>,
    effects: Rc<Cell<u32>>,
}

#[wasm_bindgen]
impl Bench {
    /// Starts the program in `root`.
    pub fn start(root: HtmlElement) -> Option<Self> {
        let replies = Rc::new(Replies::default());
        let backend = Backend::new(Rc::clone(&replies));
        let effects = Rc::new(Cell::new(0));
        let (given, counted) = (Rc::new(Cell::new(None)), Rc::clone(&effects));
        let give = Rc::clone(&given);
        mount_to(root, move || {
            let chat = provide_presence(PresenceOptions {
                api: Rc::new(backend),
                platform: Rc::new(Browser),
                drafts: Rc::new(MemoryStorage::default()),
                tabs: Rc::new(NoTabs),
                settings: PresenceSettings {
                    poll_interval: HOUR,
                    stale_after: 3 * HOUR,
                    ..PresenceSettings::default()
                },
            })
            .chat;
            let (dots, people) = (RwSignal::new(0), RwSignal::new(Vec::new()));
            let (room, counts) = (RwSignal::new(None), RwSignal::new(false));
            give.set(Some((chat, dots, people, room, counts)));
            view! { <Page dots people room counts counted /> }
        })
        .forget();
        let (chat, dots, people, room, counts) = given.take()?;
        Some(Self { replies, prepared: Vec::new(), chat, dots, people, room, counts, effects })
    }

    /// Shows the dots of the people from 1 to `count`; none: 0.
    #[wasm_bindgen(js_name = showDots)]
    pub fn show_dots(&self, count: u32) {
        self.dots.set(count);
    }

    /// Shows a list of the people from 1 to `count`, which stays when it is empty.
    #[wasm_bindgen(js_name = showPeople)]
    pub fn show_people(&self, count: u32) {
        self.people.set((1..=count).map(person).collect());
    }

    /// Sends the poll of the online users, which waits for its reply then; unless one does already.
    pub fn ask(&self) {
        if !self.replies.is_awaited() {
            self.chat.fetch_online_users();
        }
    }

    /// A reply to the poll of the online users.
    pub fn reply(&self, text: JsString) {
        self.replies.online(text);
    }

    /// Reads the ids of a reply beforehand; gives what [`reply_read`](Self::reply_read) takes.
    pub fn read(&mut self, ids: &[u32]) -> usize {
        self.prepared.push(Some(ids.iter().map(|id| UserId((*id).into())).collect()));
        self.prepared.len() - 1
    }

    /// A reply that was read beforehand.
    #[wasm_bindgen(js_name = replyRead)]
    pub fn reply_read(&mut self, number: usize) {
        if let Some(ids) = self.prepared.get_mut(number).and_then(Option::take) {
            self.replies.online_read(ids);
        }
    }

    /// Opens a room, or none; `text` is the reply to the poll of its messages.
    #[wasm_bindgen(js_name = openRoom)]
    pub fn open_room(&self, room: Option<u32>, text: JsString) {
        if let Some(room) = room {
            self.replies.put(&path_of(room), text);
        }
        self.room.set(room);
    }

    /// A reply to the poll of the messages of the open room.
    pub fn append(&self, room: u32, text: JsString) {
        self.replies.put(&path_of(room), text);
        self.chat.refresh(Feed::Messages(RoomId(room.into())));
    }

    /// How often an effect ran that reads who is online, since this was asked for the first time: no peer has one when time is
    /// taken.
    pub fn effects(&self) -> u32 {
        if !self.counts.get_untracked() {
            self.counts.set(true);
        }
        self.effects.get()
    }

    /// How large the program's memory is, in bytes. It never shrinks.
    pub fn memory(&self) -> u32 {
        let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
        buffer.byte_length()
    }
}

fn person(id: u32) -> User {
    let name: Arc<str> = format!("Person {id}").into();
    User { id: UserId(id.into()), username: Arc::clone(&name), display_name: name, is_staff: false }
}

fn path_of(room: u32) -> String {
    format!("/api/chat/rooms/{room}/messages/")
}

#[component]
fn Page(
    dots: RwSignal<u32>,
    people: RwSignal<Vec<User>>,
    room: RwSignal<Option<u32>>,
    counts: RwSignal<bool>,
    counted: Rc<Cell<u32>>,
) -> impl IntoView {
    let polled = use_online_users();
    Effect::new(move || {
        if !counts.get() {
            return;
        }
        polled.online_users.track();
        polled.presence.track();
        counted.set(counted.get() + 1);
    });
    // Not there at all for those who don't show it: all peers draw the same page.
    let has_people = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || people.with(|people| !people.is_empty())
    });
    view! {
        {move || (dots.get() > 0).then(|| view! { <Dots count=dots.get() /> })}
        {move || has_people.get().then(|| view! { <PeopleList people me=ME label="People" /> })}
        {move || room.get().map(|room| view! { <OpenRoom id=RoomId(room.into()) /> })}
    }
}

#[component]
fn Dots(count: u32) -> impl IntoView {
    let dot = |id: u32| view! { <OnlineStatusIndicator user_id=UserId(id.into()) /> };
    view! { <div class="dots">{(1..=count).map(dot).collect_view()}</div> }
}

#[component]
fn OpenRoom(id: RoomId) -> impl IntoView {
    let chat = use_chat();
    let conversation = use_messages(id);
    let actions = LogActions {
        load_older: Callback::new(move |()| chat.load_older(id)),
        reload: Callback::new(move |()| chat.refresh(Feed::Messages(id))),
        send_again: Callback::new(move |key| chat.send_again(id, key)),
        discard: Callback::new(move |key| chat.discard(id, key)),
    };
    view! {
        <section class="sheet conversation">
            <MessageLog conversation me=ME follows=RwSignal::new(true) audience="Everyone can read it." actions />
        </section>
    }
}
