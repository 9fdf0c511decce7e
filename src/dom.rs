//! What components draw: HTML that the browser parses once and clones, and what goes into the clones.
//!
//! ```text
//! draw! ─> HTML and the way to its places (in the program) ─> Parts (place by place) ─> Drawn (its nodes)
//!                                                               │ nothing needs a node yet: Plan ─┘
//!                                                               └ something does: Walk ───────────┘
//! ```
//!
//! As long as nothing needs a node, what is said of a clone and its places is only written down, in a plan
//! (`dom/plan.rs`), together with what is drawn inside of it; the browser is called once for all of it, and once for all
//! rows of a list that are new. A listener, or something that changes, needs a node: then it is made there and then, and
//! the rest of the way is walked.
//!
//! In Leptos each element, attribute and child is a type, and each type brings its own building, changing, mounting and
//! unmounting along: that was two fifths of this program. Here one type holds the nodes of whatever was drawn. What changes
//! is a closure, boxed where it comes in; effects, listeners and children belong to the owner in which they were made, and
//! end with it, as everywhere in Leptos. A [`Drawn`] is a view: it can stand in anybody's `view!`, and views of any kind can
//! stand in it (docs/decisions/0014-elements.md).
//!
//! Only `&'static str` is ever parsed as HTML: that is what stands in this program's source.

mod attribute;
mod child;
mod drawn;
mod parts;
mod place;
mod plan;
mod view;
mod walk;

pub(crate) use attribute::AttributeValue;
pub(crate) use child::Child;
pub use drawn::Drawn;
pub(crate) use parts::{Handle, Parts};
pub(crate) use place::Place;
