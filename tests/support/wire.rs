//! A backend that answers from a script, and the client before it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_executor::block_on;
use futures_util::FutureExt;
use leptos_presence::api::auth::JwtTokens;
use leptos_presence::api::client::Client;
use leptos_presence::api::port::{Api, ApiFuture};
use leptos_presence::api::transport::{HttpRequest, HttpResponse, Transport};
use leptos_presence::model::api_error::ApiError;
use leptos_presence::platform::Platform;
use leptos_presence::platform::storage::{MemoryStorage, Storage};
use leptos_presence::platform::tabs::NoTabs;

use super::virtual_platform::VirtualPlatform;

pub const KEY: &str = "leptos-presence.refresh";
pub const ME: &str = r#"{"id": 1, "username": "ann", "display_name": "Ann", "is_staff": false}"#;

/// Answers from a script, each answer when the test releases it, and writes down what was asked.
#[derive(Default)]
pub struct Scripted {
    pub replies: RefCell<VecDeque<Result<HttpResponse, ApiError>>>,
    pub held: RefCell<Vec<oneshot::Sender<()>>>,
    pub hold: RefCell<bool>,
    pub asked: RefCell<Vec<HttpRequest>>,
}

struct Wire(Rc<Scripted>);

impl Transport for Wire {
    fn exchange(&self, outgoing: HttpRequest) -> ApiFuture<HttpResponse> {
        let script = Rc::clone(&self.0);
        script.asked.borrow_mut().push(outgoing);
        let (release, released) = oneshot::channel();
        if *script.hold.borrow() {
            script.held.borrow_mut().push(release);
        } else {
            let _ = release.send(());
        }
        async move {
            let _ = released.await;
            script.replies.borrow_mut().pop_front().unwrap_or(Err(ApiError::Offline))
        }
        .boxed_local()
    }
}

pub fn reply(status: u16, body: &str) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse { status, etag: None, retry_after: None, date: None, body: body.to_owned() })
}

pub fn tokens(access: &str, refresh: &str) -> Result<HttpResponse, ApiError> {
    reply(200, &format!(r#"{{"access": "{access}", "refresh": "{refresh}"}}"#))
}

pub struct Bench {
    pub script: Rc<Scripted>,
    pub storage: Rc<MemoryStorage>,
    pub client: Client,
    pub platform: Rc<VirtualPlatform>,
}

pub fn bench(replies: impl IntoIterator<Item = Result<HttpResponse, ApiError>>) -> Bench {
    let script = Rc::new(Scripted::default());
    script.replies.borrow_mut().extend(replies);
    let storage = Rc::new(MemoryStorage::default());
    let wire = || Rc::new(Wire(Rc::clone(&script)));
    let platform = VirtualPlatform::new();
    let stored = Rc::clone(&storage) as Rc<dyn Storage>;
    let tokens = JwtTokens::new(wire(), stored, Rc::new(NoTabs), Rc::clone(&platform) as Rc<dyn Platform>);
    let client = Client::new(wire(), Rc::new(tokens));
    Bench { script, storage, client, platform }
}

pub fn signed_in(replies: impl IntoIterator<Item = Result<HttpResponse, ApiError>>) -> Bench {
    let bench = bench([tokens("access-1", "refresh-1")].into_iter().chain(replies));
    block_on(bench.client.sign_in("ann", "secret")).expect("signed in");
    bench.script.asked.borrow_mut().clear();
    bench
}

impl Bench {
    pub fn asked(&self) -> Vec<(String, Option<String>)> {
        self.script.asked.borrow().iter().map(|asked| (asked.path.clone(), asked.bearer.clone())).collect()
    }

    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|(path, _)| path).collect()
    }
}
