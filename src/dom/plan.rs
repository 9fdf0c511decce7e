//! What is to be drawn, written down, so that the browser is called once for all of it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::parts::{Spot, Value};
use crate::platform::intl::Written;
use crate::platform::nodes;

// The numbers are those of platform/nodes.js.
const END: u32 = 0;
const NEXT: u32 = 1;
const ATTRIBUTE: u32 = 2;
const TEXT: u32 = 3;
const APPEND: u32 = 4;
const REPLACE: u32 = 5;
const REMOVE: u32 = 6;
const PREPEND: u32 = 7;
const MARK: u32 = 8;

const WORD: u32 = 0;
const PART: u32 = 1;
const TIME: u32 = 2;
const NUMBER: u32 = 3;
const DRAWING: u32 = 4;

/// The browser's numbers are exact up to here.
const MOST: u64 = 1 << 53;

/// A number as the browser puts it together again.
#[expect(clippy::cast_possible_truncation, reason = "in two halves")]
fn halves(number: u64) -> [u32; 2] {
    [number as u32, (number >> 32) as u32]
}

fn way(spot: Spot) -> u32 {
    match spot {
        Spot::First => PREPEND,
        Spot::Only | Spot::Last => APPEND,
        Spot::Mark => REPLACE,
    }
}

type Act = Box<dyn FnOnce(Element)>;

/// A drawing that is not made yet: a template, what goes into its places, and who wants to know of its elements.
#[derive(Default)]
pub(super) struct Plan {
    steps: Vec<u32>,
    /// What the steps take, one after the other.
    text: String,
    /// Called with the elements that are marked, in their order.
    acts: Vec<Act>,
    is_fragment: bool,
    /// So many places have been gone to.
    pub(super) places: usize,
}

impl Plan {
    /// Nothing of a template yet; `places` is about how many it has.
    pub(super) fn of(template: u32, is_fragment: bool, places: usize) -> Self {
        // Of a dot, of which ten thousand may be planned at once, as much as it needs.
        let mut steps = Vec::with_capacity(16 + 8 * places);
        steps.push(template);
        Self { steps, is_fragment, ..Self::default() }
    }

    /// Goes to the next place.
    pub(super) fn next(&mut self) {
        self.steps.push(NEXT);
        self.places += 1;
    }

    /// Gives the element here an attribute.
    pub(super) fn attribute(&mut self, name: &'static str, value: &Value) {
        self.steps.extend([ATTRIBUTE, nodes::word(name)]);
        self.value(value);
    }

    /// Puts in a text.
    pub(super) fn text(&mut self, spot: Spot, text: &Value) {
        self.steps.push(match spot {
            Spot::Only => TEXT,
            other => way(other),
        });
        self.value(text);
    }

    /// The same with another drawing.
    pub(super) fn drawing(&mut self, spot: Spot, drawing: Self) {
        self.steps.extend([way(spot), DRAWING]);
        self.add(drawing);
    }

    /// Takes the mark here away.
    pub(super) fn remove(&mut self) {
        self.steps.push(REMOVE);
    }

    /// Has `act` called with the element here once it is made.
    pub(super) fn mark(&mut self, act: Act) {
        self.steps.push(MARK);
        self.acts.reserve_exact(1);
        self.acts.push(act);
    }

    #[expect(clippy::cast_possible_truncation, reason = "texts are far below 4 GB")]
    fn value(&mut self, value: &Value) {
        match value {
            Value::TabMessage(word) => self.steps.extend([WORD, nodes::word(word)]),
            Value::Text(text) => {
                // The browser counts in units of UTF-16.
                let length = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
                self.steps.extend([PART, length as u32]);
                self.text += text;
            }
            Value::Time(Written { writer, millis }) => {
                self.steps.extend([TIME, *writer]);
                self.steps.extend(halves(millis.cast_unsigned()));
            }
            Value::Number(number) if *number > MOST => self.value(&Value::Text(&number.to_string())),
            Value::Number(number) => {
                self.steps.push(NUMBER);
                self.steps.extend(halves(*number));
            }
        }
    }

    /// Makes all of these at once and puts them into `parent`, in front of `before` or at the end. Tells `know` the ends of
    /// each.
    pub(super) fn make_all(
        plans: Vec<Self>,
        parent: &Node,
        before: Option<&Node>,
        mut know: impl FnMut(usize, Node, Option<Node>),
    ) {
        let mut whole = Self::default();
        let mut are_fragments = Vec::with_capacity(plans.len());
        for plan in plans {
            are_fragments.push(plan.is_fragment);
            whole.add(plan);
        }
        nodes::stamp_all(&whole.steps, &whole.text, false, parent, before);
        for (place, is_fragment) in are_fragments.into_iter().enumerate() {
            know(place, nodes::told(), is_fragment.then(nodes::told));
        }
        whole.act();
    }

    fn add(&mut self, part: Self) {
        self.steps.extend(part.steps);
        self.steps.push(END);
        self.text += &part.text;
        self.acts.extend(part.acts);
    }

    /// Makes it. Gives the root, and whether it is a fragment.
    pub(super) fn make(mut self) -> (Node, bool) {
        let root = self.stamp(false);
        self.act();
        (root, self.is_fragment)
    }

    /// Makes what is planned so far. Gives the root, whether it is a fragment, where the plan has come to, and the next place.
    pub(super) fn make_so_far(mut self) -> (Node, bool, Node, Node) {
        let root = self.stamp(true);
        let (here, ahead) = (nodes::told(), nodes::told());
        self.act();
        (root, self.is_fragment, here, ahead)
    }

    fn stamp(&mut self, goes_on: bool) -> Node {
        self.steps.push(END);
        nodes::stamp(&self.steps, &self.text, goes_on)
    }

    fn act(&mut self) {
        let acts = std::mem::take(&mut self.acts);
        // All of them first: an act may have something made itself.
        let marked: Vec<Node> = acts.iter().map(|_| nodes::told()).collect();
        for (act, element) in acts.into_iter().zip(marked) {
            act(element.unchecked_into());
        }
    }
}
