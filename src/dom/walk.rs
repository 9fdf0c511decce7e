//! The rest of the way through a clone that is made already.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::Drawn;
use super::plan::Plan;

/// The rest of the way through a clone that is made already.
pub(super) struct Walk {
    root: Node,
    is_fragment: bool,
    here: Node,
    /// Found before what is here changes: then the way from here is lost.
    ahead: Node,
    steps: std::str::Bytes<'static>,
}

impl Walk {
    /// Makes what is planned, and goes on from there; `steps` is the whole way.
    pub(super) fn from(plan: Plan, steps: &'static str) -> Self {
        let mut steps = steps.bytes();
        // To where the plan has come, and what it has looked ahead to.
        for _ in 0..=plan.places {
            steps.by_ref().take_while(|step| *step != b'.').for_each(drop);
        }
        let (root, is_fragment, here, ahead) = plan.make_so_far();
        Self { root, is_fragment, here, ahead, steps }
    }

    fn look_ahead(&mut self) {
        for step in self.steps.by_ref().take_while(|step| *step != b'.') {
            let next = match step {
                b'>' => self.ahead.first_child(),
                b'+' => self.ahead.next_sibling(),
                _ => self.ahead.parent_node(),
            };
            debug_assert!(next.is_some(), "the browser has parsed something else than what was written");
            self.ahead = next.unwrap_or_else(|| self.ahead.clone());
        }
    }

    /// Goes to the next place.
    pub(super) fn next(&mut self) {
        self.here = self.ahead.clone();
        self.look_ahead();
    }

    pub(super) fn here(&self) -> Node {
        self.here.clone()
    }

    pub(super) fn element(&self) -> Element {
        self.here().unchecked_into()
    }

    /// All of it.
    pub(super) fn drawn(self) -> Drawn {
        Drawn::of(self.root, self.is_fragment)
    }
}
