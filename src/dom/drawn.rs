//! Nodes that were drawn.

use std::cell::{Cell, OnceCell};

use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range};

use super::plan::Plan;
use crate::platform::nodes;
use crate::platform::page::document;

/// Nodes that were drawn, side by side, or are going to be as soon as they are put somewhere. They are where they were put,
/// wherever this goes.
///
/// The first and the last of them stay; what is between may change.
pub struct Drawn(SendWrapper<Drawing>);

struct Drawing {
    plan: Cell<Option<Box<Plan>>>,
    nodes: OnceCell<Nodes>,
}

struct Nodes {
    first: Node,
    /// `None`: the first is all there is.
    last: Option<Node>,
}

impl Nodes {
    /// A node, or all that is in a fragment.
    fn of(node: Node, is_fragment: bool) -> Self {
        match (node.first_child(), node.last_child()) {
            (Some(first), last) if is_fragment => Self { first, last },
            _ => Self { first: node, last: None },
        }
    }
}

impl Drawn {
    /// What will be drawn as soon as it is put somewhere.
    pub(super) fn planned(plan: Plan) -> Self {
        Self(SendWrapper::new(Drawing { plan: Cell::new(Some(Box::new(plan))), nodes: OnceCell::new() }))
    }

    /// A node, or all that is in a fragment.
    pub(super) fn of(node: Node, is_fragment: bool) -> Self {
        Self(SendWrapper::new(Drawing { plan: Cell::new(None), nodes: Nodes::of(node, is_fragment).into() }))
    }

    /// What is to be drawn, where nothing has been yet.
    pub(super) fn into_plan(self) -> Result<Plan, Self> {
        self.0.plan.take().map(|plan| *plan).ok_or(self)
    }

    #[expect(clippy::expect_used, reason = "there is a plan until it is made")]
    fn nodes(&self) -> &Nodes {
        self.0.nodes.get_or_init(|| {
            let (node, is_fragment) = self.0.plan.take().expect("a plan").make();
            Nodes::of(node, is_fragment)
        })
    }

    /// Puts several into `parent`, in front of `before` or at the end, with few calls of the browser.
    pub(super) fn insert_all(all: &[&Self], parent: &Node, before: Option<&Node>) {
        let is_planned = |drawn: &Self| drawn.0.nodes.get().is_none();
        for run in all.chunk_by(|one, other| is_planned(one) == is_planned(other)) {
            if run.len() == 1 || !is_planned(run[0]) {
                run.iter().for_each(|drawn| drawn.insert(parent, before));
                continue;
            }
            let plans = run.iter().filter_map(|drawn| drawn.0.plan.take()).map(|plan| *plan).collect();
            let know = |place: usize, first, last| drop(run[place].0.nodes.set(Nodes { first, last }));
            Plan::make_all(plans, parent, before, know);
        }
    }

    /// The first node.
    pub(crate) fn first(&self) -> &Node {
        &self.nodes().first
    }

    /// The element, where one was drawn and nothing else.
    pub(crate) fn element(&self) -> Option<&Element> {
        let Nodes { first, last } = self.nodes();
        if last.is_some() { None } else { first.dyn_ref() }
    }

    /// Puts the nodes into `parent`, in front of `before` or, without it, at the end.
    pub(crate) fn insert(&self, parent: &Node, before: Option<&Node>) {
        if let (None, Some(whole)) = (before, self.whole()) {
            nodes::append(parent, &whole);
            return;
        }
        let insert = |node: &Node| {
            // Fails where somebody else has taken `before` away; then there is no place.
            let _ = parent.insert_before(node, before);
        };
        match self.fragment() {
            Some(fragment) => insert(&fragment),
            None => self.each(insert),
        }
    }

    /// Takes the nodes away from where they are. Several stay side by side, in a fragment: they may be put somewhere again,
    /// and what changes among them changes meanwhile.
    pub(crate) fn remove(&self) {
        if self.nodes().last.is_none() {
            self.first().unchecked_ref::<Element>().remove();
            return;
        }
        let fragment = document().create_document_fragment();
        self.each(|node| nodes::append(&fragment, node));
    }

    /// Takes away these nodes, `last`, and all that is between.
    pub(crate) fn remove_until(&self, last: &Self) {
        let Nodes { first, last } = last.nodes();
        let end = last.as_ref().unwrap_or(first);
        let remove = |range: Range| {
            range.set_start_before(self.first())?;
            range.set_end_after(end)?;
            range.delete_contents()
        };
        // Fails only for what stands nowhere.
        let _ = document().create_range().and_then(remove);
    }

    /// One node that stands for all of these: the only one, or the fragment that they are in.
    pub(crate) fn whole(&self) -> Option<Node> {
        if self.nodes().last.is_none() { Some(self.first().clone()) } else { self.fragment() }
    }

    /// The fragment of which these are all, as long as they are not put anywhere.
    fn fragment(&self) -> Option<Node> {
        let Nodes { first, last } = self.nodes();
        last.as_ref()?;
        // What is around these may be in a fragment itself.
        let is_whole = |parent: &Node| {
            parent.node_type() == Node::DOCUMENT_FRAGMENT_NODE
                && parent.first_child().as_ref() == Some(first)
                && parent.last_child() == *last
        };
        first.parent_node().filter(is_whole)
    }

    fn each(&self, act: impl Fn(&Node)) {
        let Nodes { first, last } = self.nodes();
        let mut node = first.clone();
        loop {
            let is_last = last.as_ref().is_none_or(|last| *last == node);
            let next = if is_last { None } else { node.next_sibling() };
            act(&node);
            let Some(next) = next else { return };
            node = next;
        }
    }
}
