//! The scrolling of a log, so that its reader stays where they are, or at the end if they are there.
//!
//! The browsers' own scroll anchoring is switched off for the log (conversation.css): not all have it, none
//! anchors at the very top, and two that correct the same shift correct it twice.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{Element, HtmlDivElement};

use crate::chat::log_position::{LogWindow, ScrollAnchor, first_visible};
use crate::model::ids::MessageId;
use crate::platform::resize;

const MESSAGE_ID: &str = "data-message-id";

/// The scrolling of a log. A handle: copy it as you like.
#[derive(Clone, Copy)]
pub struct LogScroll {
    /// The element that scrolls.
    pub(crate) log: NodeRef<Div>,
    /// What is in it: one child for each line.
    pub(crate) lines: NodeRef<Div>,
    follows: RwSignal<bool>,
    seen: StoredValue<Seen, LocalStorage>,
}

/// What the reader saw when nothing moved last.
#[derive(Clone, Copy, Default)]
struct Seen {
    window: LogWindow,
    anchor: Option<ScrollAnchor>,
}

impl LogScroll {
    /// The scrolling of a log that stays at its end while `follows` is true, which it sets when the reader scrolls.
    #[must_use]
    pub fn new(follows: RwSignal<bool>) -> Self {
        Self {
            log: NodeRef::new(),
            lines: NodeRef::new(),
            follows,
            seen: StoredValue::new_local(Seen::default()),
        }
    }

    /// Calls `handle` when the log or its lines have another size, after layout and before that is seen.
    pub fn on_resize(self, handle: impl Fn() + Clone + 'static) {
        // Once, when the log is drawn; the watch ends with the log.
        Effect::new(move |_| {
            if let (Some(log), Some(lines)) = (self.log.get(), self.lines.get()) {
                StoredValue::new_local(resize::watch(&[&log, &lines], handle.clone()));
            }
        });
    }

    /// Goes to the end.
    pub fn go_to_end(self) {
        if let Some(log) = self.element() {
            // As far as it goes.
            log.set_scroll_top(i32::MAX);
        }
    }

    /// Gives the log the focus.
    pub fn focus(self) {
        if let Some(log) = self.element() {
            // The log can have it.
            let _ = log.focus();
        }
    }

    /// Puts the reader back where they were before the size changed; gives what they see now.
    pub fn settle(self) -> Option<LogWindow> {
        let log = self.element()?;
        if self.follows.try_get_untracked()? {
            log.set_scroll_top(i32::MAX);
        } else if let Some(drift) = self.drift(&log) {
            log.scroll_by_with_x_and_y(0.0, drift);
        }
        let window = window_of(&log);
        self.seen.update_value(|seen| seen.window = window);
        Some(window)
    }

    /// Notes where the reader has scrolled to; gives what they see now.
    pub fn scrolled(self) -> Option<LogWindow> {
        let log = self.element()?;
        let window = window_of(&log);
        if !self.seen.with_value(|seen| window.has_size_of(&seen.window)) {
            // The lines have changed in the meantime: where the reader is now says nothing about where they want to be.
            return self.settle();
        }
        let is_at_end = window.is_at_end();
        if self.follows.get_untracked() != is_at_end {
            self.follows.set(is_at_end);
        }
        let anchor = if is_at_end { None } else { self.find_anchor(&log) };
        self.seen.update_value(|seen| seen.anchor = anchor);
        Some(window)
    }

    fn element(self) -> Option<HtmlDivElement> {
        self.log.try_get_untracked().flatten()
    }

    fn drift(self, log: &Element) -> Option<f64> {
        let anchor = self.seen.get_value().anchor?;
        let line = log.query_selector(&format!("[{MESSAGE_ID}='{}']", anchor.message)).ok().flatten()?;
        anchor.drift(bottom_in(log, &line))
    }

    fn find_anchor(self, log: &Element) -> Option<ScrollAnchor> {
        let lines = self.lines.try_get_untracked().flatten()?.children();
        let bottom_of = |index: u32| lines.item(index).map_or(f64::MAX, |line| bottom_in(log, &line));
        let count = lines.length();
        let first = first_visible(count, bottom_of)?;
        (first..count).filter_map(|index| lines.item(index)).find_map(|line| {
            let message = line.get_attribute(MESSAGE_ID)?.parse().ok()?;
            Some(ScrollAnchor { message: MessageId(message), bottom: bottom_in(log, &line) })
        })
    }
}

fn window_of(log: &Element) -> LogWindow {
    LogWindow {
        top: log.scroll_top().into(),
        height: log.client_height().into(),
        content: log.scroll_height().into(),
    }
}

/// How far the lower edge of `line` is below the upper edge of `log`.
fn bottom_in(log: &Element, line: &Element) -> f64 {
    line.get_bounding_client_rect().bottom() - log.get_bounding_client_rect().top()
}
