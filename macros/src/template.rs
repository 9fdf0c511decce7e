//! The HTML of a drawing, the places in it that are filled, and the way to each.

use std::fmt::Write;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::Infallible;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement};
use syn::spanned::Spanned;
use syn::{Block, Error, Expr, Stmt};

use crate::component;
use crate::html::{escaped, quoted};

type Element = NodeElement<Infallible>;

/// Elements that have no end.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// Code that gives what the nodes draw.
pub(crate) fn drawn(nodes: &[Node]) -> Result<TokenStream, Error> {
    let nodes = without_fragments(nodes);
    match nodes.as_slice() {
        [] => Ok(quote! { crate::dom::Child::into_drawn(()) }),
        [node] if is_filled(node) => {
            let value = value(node)?;
            Ok(quote_spanned! { value.span()=> crate::dom::Child::into_drawn(#value) })
        }
        nodes => {
            let mut template = Template::new();
            template.roots(nodes)?;
            Ok(template.code())
        }
    }
}

/// Whether what stands in the node's place is known only when the program runs.
fn is_filled(node: &Node) -> bool {
    match node {
        Node::Block(_) => true,
        Node::Element(element) => component::is_component(element),
        _ => false,
    }
}

/// The code of what stands in the node's place.
fn value(node: &Node) -> Result<TokenStream, Error> {
    match node {
        Node::Element(element) => component::call(element),
        Node::Block(NodeBlock::ValidBlock(block)) => Ok(in_braces(block)),
        other => Err(Error::new_spanned(other, "draw! does not know what this is")),
    }
}

/// What is in the braces, without them where it is an expression.
fn in_braces(block: &Block) -> TokenStream {
    match block.stmts.as_slice() {
        [Stmt::Expr(expression, None)] => quote! { #expression },
        _ => quote! { #block },
    }
}

/// The value of an attribute or a prop.
pub(crate) fn in_value(value: &Expr) -> TokenStream {
    match value {
        Expr::Block(block) if block.label.is_none() => in_braces(&block.block),
        value => quote! { #value },
    }
}

pub(crate) fn without_fragments(nodes: &[Node]) -> Vec<&Node> {
    let mut flat = Vec::new();
    for node in nodes {
        match node {
            Node::Fragment(fragment) => flat.extend(without_fragments(&fragment.children)),
            node => flat.push(node),
        }
    }
    flat
}

pub(crate) struct Template {
    pub(crate) html: String,
    /// The way from each place to the next: `>` to the first child, `+` to the next sibling, `<` to the parent, `.` here.
    pub(crate) steps: String,
    /// Where the way has come to: the index of each node among its siblings, from the root down.
    at: Vec<usize>,
    fills: Vec<TokenStream>,
    parts: Ident,
}

impl Template {
    pub(crate) fn new() -> Self {
        Self {
            html: String::new(),
            steps: String::new(),
            at: Vec::new(),
            fills: Vec::new(),
            parts: Ident::new("parts", Span::mixed_site()),
        }
    }

    fn code(self) -> TokenStream {
        let Self { html, steps, fills, parts, .. } = self;
        if fills.is_empty() {
            return quote! { crate::dom::Parts::of(#html, #steps).drawn() };
        }
        quote! {{
            let mut #parts = crate::dom::Parts::of(#html, #steps);
            #(#fills)*
            #parts.drawn()
        }}
    }

    pub(crate) fn roots(&mut self, nodes: &[&Node]) -> Result<(), Error> {
        if let [Node::Element(element)] = nodes {
            return self.element(element, &[]);
        }
        // Both ends of what is drawn stay as they are, whatever comes and goes between.
        let mut index = 0;
        if nodes.first().is_some_and(|node| is_filled(node)) {
            self.html += "<!>";
            index = 1;
        }
        self.children(nodes, &[], index)?;
        if nodes.last().is_some_and(|node| is_filled(node)) {
            self.html += "<!>";
        }
        Ok(())
    }

    fn children(&mut self, nodes: &[&Node], parent: &[usize], mut index: usize) -> Result<(), Error> {
        let mut after_text = false;
        for node in nodes {
            match node {
                Node::Text(text) => {
                    self.html += &escaped(&text.value_string());
                    // Two texts side by side are one in HTML.
                    index += usize::from(!after_text);
                    after_text = true;
                    continue;
                }
                Node::Element(element) if !component::is_component(element) => {
                    self.element(element, &[parent, &[index]].concat())?;
                }
                node => {
                    self.html += "<!>";
                    self.go(&[parent, &[index]].concat());
                    self.fill(&quote! { child }, &[value(node)?]);
                }
            }
            index += 1;
            after_text = false;
        }
        Ok(())
    }

    fn element(&mut self, element: &Element, path: &[usize]) -> Result<(), Error> {
        let tag = element.name().to_string();
        let _ = write!(self.html, "<{tag}");
        let mut fills = Vec::new();
        for attribute in element.attributes() {
            let NodeAttribute::Attribute(attribute) = attribute else {
                return Err(Error::new_spanned(attribute, "draw! knows no spreads"));
            };
            fills.extend(self.attribute(attribute)?);
        }
        self.html += ">";
        let is_place = !fills.is_empty();
        if is_place {
            self.go(path);
        }
        for (method, arguments) in fills {
            self.fill(&method, &arguments);
        }
        match without_fragments(&element.children).as_slice() {
            [only] if is_filled(only) => {
                if !is_place {
                    self.go(path);
                }
                self.fill(&quote! { only_child }, &[value(only)?]);
            }
            children => {
                // Whoever stands at an end needs no mark among its siblings.
                let (first, rest) = children.split_first().filter(|(first, _)| is_filled(first)).unzip();
                let rest = rest.unwrap_or(children);
                let (last, middle) = rest.split_last().filter(|(last, _)| is_filled(last)).unzip();
                if let Some(first) = first {
                    if !is_place {
                        self.go(path);
                    }
                    self.fill(&quote! { first_child }, &[value(first)?]);
                }
                self.children(middle.unwrap_or(rest), path, 0)?;
                if let Some(last) = last {
                    self.go(path);
                    self.fill(&quote! { last_child }, &[value(last)?]);
                }
            }
        }
        if !VOID.contains(&tag.as_str()) {
            let _ = write!(self.html, "</{tag}>");
        }
        Ok(())
    }

    /// Writes an attribute that never changes; gives the method and the arguments for one that may.
    fn attribute(
        &mut self,
        attribute: &KeyedAttribute,
    ) -> Result<Option<(TokenStream, Vec<TokenStream>)>, Error> {
        let name = attribute.key.to_string();
        let (kind, rest) = name.split_once(':').unwrap_or(("", &name));
        let literal = attribute.value_literal_string();
        let Some(value) = attribute.value() else {
            let _ = write!(self.html, " {name}");
            return Ok(None);
        };
        let (method, name) = match (kind, rest, literal) {
            ("", name, Some(text)) => {
                let _ = write!(self.html, " {name}{}", quoted(&text));
                return Ok(None);
            }
            ("", "node_ref", None) => return Ok(Some((quote! { node_ref }, vec![in_value(value)]))),
            ("", name, None) => (quote! { attribute }, quote! { #name }),
            ("prop", name, _) => (quote! { property }, quote! { #name }),
            ("on", name, _) => {
                let event = Ident::new(name, attribute.key.span());
                (quote! { on }, quote! { ::leptos::ev::#event, #name })
            }
            _ => {
                return Err(Error::new_spanned(&attribute.key, "draw! does not know this kind of attribute"));
            }
        };
        Ok(Some((method, vec![name, in_value(value)])))
    }

    fn fill(&mut self, method: &TokenStream, arguments: &[TokenStream]) {
        let parts = &self.parts;
        let span = arguments.last().map_or_else(Span::call_site, Spanned::span);
        self.fills.push(quote_spanned! { span=> #parts.#method(#(#arguments),*); });
    }

    /// Makes the node at `path` the next place.
    fn go(&mut self, path: &[usize]) {
        let shared = self.at.iter().zip(path).take_while(|(here, there)| here == there).count();
        let mut down = shared;
        if shared == path.len() {
            self.steps += &"<".repeat(self.at.len() - shared);
        } else if shared < self.at.len() {
            self.steps += &"<".repeat(self.at.len() - shared - 1);
            self.steps += &"+".repeat(path[shared] - self.at[shared]);
            down += 1;
        }
        for index in &path[down..] {
            self.steps += ">";
            self.steps += &"+".repeat(*index);
        }
        self.steps += ".";
        self.at = path.to_vec();
        let parts = &self.parts;
        self.fills.push(quote! { #parts.next(); });
    }
}
