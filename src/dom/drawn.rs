//! Nodes that were drawn.

use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Range};

use crate::platform::nodes;
use crate::platform::page::document;

/// Nodes that were drawn, side by side. They are where they were put, wherever this goes.
///
/// The first and the last of them stay; what is between may change.
pub struct Drawn(SendWrapper<Nodes>);

struct Nodes {
    first: Node,
    /// `None`: the first is all there is.
    last: Option<Node>,
}

impl Drawn {
    /// A node.
    pub(super) fn one(node: Node) -> Self {
        Self(SendWrapper::new(Nodes { first: node, last: None }))
    }

    /// All that is in a fragment.
    pub(super) fn all_in(fragment: Node) -> Self {
        match (fragment.first_child(), fragment.last_child()) {
            (Some(first), last) => Self(SendWrapper::new(Nodes { first, last })),
            _ => Self::one(fragment),
        }
    }

    /// The first node.
    pub(crate) fn first(&self) -> &Node {
        &self.0.first
    }

    /// The element, where one was drawn and nothing else.
    pub(crate) fn element(&self) -> Option<&Element> {
        if self.0.last.is_some() { None } else { self.0.first.dyn_ref() }
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

    /// Takes the nodes away from where they are.
    pub(crate) fn remove(&self) {
        self.each(|node| node.unchecked_ref::<Element>().remove());
    }

    /// Takes away these nodes, `last`, and all that is between.
    pub(crate) fn remove_until(&self, last: &Self) {
        let end = last.0.last.as_ref().unwrap_or(&last.0.first);
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
        if self.0.last.is_none() { Some(self.0.first.clone()) } else { self.fragment() }
    }

    /// The fragment of which these are all, as long as they were not put anywhere.
    fn fragment(&self) -> Option<Node> {
        self.0.last.as_ref()?;
        self.0.first.parent_node().filter(|parent| parent.node_type() == Node::DOCUMENT_FRAGMENT_NODE)
    }

    fn each(&self, act: impl Fn(&Node)) {
        let Nodes { first, last } = &*self.0;
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
