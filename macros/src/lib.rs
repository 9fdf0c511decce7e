//! `draw!`: what `view!` looks like, as HTML that a browser parses once and clones.
//!
//! ```text
//! <li class="person">{mark}<b>{name}</b><Avatar user chat /></li>
//!
//! HTML    <li class=person><b></b></li>     in the program as it stands, parsed at first use
//! steps   .>.<.                             here; down, here; up, here
//! fills   first_child(mark), only_child(name), last_child(Avatar(…))
//! ```
//!
//! A child between others has a mark in the HTML, `<!>`, in whose place it is put.
//!
//! All that is in the HTML stands in the program's source: what is known only when it runs goes in afterwards, as text,
//! as an attribute's value or as nodes. See `src/dom.rs` of leptos-presence for what the macro's output calls, and
//! docs/decisions/0014-elements.md for why.

mod component;
mod html;
mod template;
#[cfg(test)]
mod tests;

/// Draws nodes, written as in Leptos' `view!`: gives a `crate::dom::Drawn`.
///
/// Attributes: `name="text"`, `name=value`, `name=move || value`, `prop:name=move || value`,
/// `on:event=handler`, `node_ref=handle`. Everything else is what it is in `view!`.
#[proc_macro]
pub fn draw(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    rstml::parse2(tokens.into())
        .and_then(|nodes| template::drawn(&nodes))
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
