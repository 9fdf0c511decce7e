//! The card that says why a dot says what it says: where the pointer rests on one, where one has the focus, and at the
//! key `?` on whatever has one in it.

use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::model::ids::UserId;
use crate::platform::listener::listen;
use crate::platform::page::{document, window};
use crate::platform::timers::{Timer, after};
use crate::presence::status_card::{Side, next_dot, place};
use crate::store::ChatStore;

/// So long does a pointer rest on a dot before the card comes: less is passing by.
const REST: Duration = Duration::from_millis(350);

const DOT: &str = ".status[data-user-id]";

/// Where `?` is a letter, or is meant for nothing in particular.
const NOT_ASKED: &str = "html, body, input, textarea, select, [contenteditable]";

/// What happens on the page that the card heeds.
const EVENTS: [&str; 4] = ["pointerover", "focusin", "keydown", "wheel"];

/// The card. There is one on the page, for all dots.
#[component]
pub fn StatusCard(
    /// Why the dot says what it says.
    #[prop(into)]
    words: Signal<String>,
    /// The card is about this person now, or (`None`) closed.
    on_explain: Callback<Option<UserId>>,
) -> impl IntoView {
    let chat = expect_context::<ChatStore>();
    let card = Card {
        root: NodeRef::new(),
        about: RwSignal::new(None),
        spoken: RwSignal::new(String::new()),
        rest: StoredValue::new_local(None),
        words,
        on_explain,
    };
    // Removed with the owner.
    StoredValue::new_local(EVENTS.map(|kind| listen(document(), kind, move |event| card.heed(&event))));
    let title = move || {
        let about = card.about.get().map(|user| {
            let known = chat.people().with(|people| people.value.as_ref()?.get(user).cloned());
            let status = chat.status_now(user).label();
            known.map_or_else(|| status.to_owned(), |known| format!("{}, {status}", known.display_name))
        });
        about.unwrap_or_default()
    };
    view! {
        <div class="popover status-card" popover="manual" node_ref=card.root>
            <p class="status-card__title">{title}</p>
            <p>{words}</p>
        </div>
        <span class="visually-hidden" aria-live="polite">
            {card.spoken}
        </span>
    }
}

#[derive(Clone, Copy)]
struct Card {
    root: NodeRef<Div>,
    about: RwSignal<Option<UserId>>,
    /// What a screen reader is to say: once, not at each tick.
    spoken: RwSignal<String>,
    /// The wait for a pointer to rest.
    rest: StoredValue<Option<Timer>, LocalStorage>,
    words: Signal<String>,
    on_explain: Callback<Option<UserId>>,
}

impl Card {
    fn heed(self, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        match event.type_().as_str() {
            "pointerover" => self.point(&target),
            "keydown" => self.press(event, &target),
            "focusin" if target.matches(DOT).unwrap_or(false) => self.show(&target, true),
            _ => self.hide(),
        }
    }

    fn point(self, target: &Element) {
        let is_inside = self.root.get_untracked().is_some_and(|root| root.contains(Some(target)));
        match dot_under(target) {
            Some(dot) if user_of(&dot) != self.about.get_untracked() => {
                self.rest.set_value(Some(after(REST, move || self.show(&dot, false))));
            }
            None if !is_inside => self.hide(),
            // Back from another dot, on which the pointer did not rest.
            _ => self.rest.set_value(None),
        }
    }

    fn press(self, event: &Event, target: &Element) {
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default();
        let asks = !target.matches(NOT_ASKED).unwrap_or(false);
        match key.as_str() {
            "Escape" => self.hide(),
            "?" if asks => {
                if let Some(dot) = dot_in(target) {
                    self.show(&dot, true);
                }
            }
            "ArrowDown" | "ArrowUp" if move_focus(target, key == "ArrowDown") => event.prevent_default(),
            _ => {}
        }
    }

    fn show(self, dot: &Element, speak: bool) {
        let (Some(root), Some(user)) = (self.root.get_untracked(), user_of(dot)) else { return };
        if !dot.is_connected() {
            return;
        }
        self.rest.set_value(None);
        self.about.set(Some(user));
        self.on_explain.run(Some(user));
        if speak {
            self.spoken.set(self.words.get_untracked());
        }
        put(&root, dot);
        // Fails only where it is open already.
        let _ = root.show_popover();
    }

    fn hide(self) {
        self.rest.set_value(None);
        if self.about.get_untracked().is_some() {
            self.about.set(None);
            self.spoken.set(String::new());
            self.on_explain.run(None);
            let _ = self.root.get_untracked().map(|root| root.hide_popover());
        }
    }
}

fn user_of(dot: &Element) -> Option<UserId> {
    dot.get_attribute("data-user-id")?.parse().ok()
}

fn dot_in(element: &Element) -> Option<Element> {
    if element.matches(DOT).ok()? { Some(element.clone()) } else { element.query_selector(DOT).ok()? }
}

/// The dot that a pointer on `target` means: the whole avatar stands for it.
fn dot_under(target: &Element) -> Option<Element> {
    dot_in(&target.closest(".avatar, .status").ok()??)
}

/// Moves the focus to the next dot, or the one before, of the list in which it is; says whether it did.
fn move_focus(target: &Element, forward: bool) -> bool {
    let list = target.closest(".people-list, .people-table").ok().flatten();
    let Some(dots) = list.and_then(|list| list.query_selector_all(DOT).ok()) else { return false };
    let dots: Vec<HtmlElement> =
        (0..dots.length()).filter_map(|place| dots.item(place)?.dyn_into().ok()).collect();
    let at = dots.iter().position(|dot| **dot == *target);
    let Some(next) = next_dot(at, forward, dots.len()).map(|next| &dots[next]) else { return false };
    next.set_tab_index(-1);
    next.focus().is_ok()
}

/// Puts the card beside the dot.
fn put(card: &HtmlElement, dot: &Element) {
    let dot = dot.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let (left, side) = place(dot.left(), dot.top(), dot.bottom(), height);
    let (name, from_edge) = match side {
        Side::Below(top) => ("below", top),
        Side::Above(bottom) => ("above", bottom),
    };
    card.style().set_css_text(&format!("--x: {left}px; --y: {from_edge}px"));
    // A valid name does not fail.
    let _ = card.set_attribute("data-side", name);
}
