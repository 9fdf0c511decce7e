//! Components.

use proc_macro2::TokenStream;
use quote::quote;
use rstml::Infallible;
use rstml::node::{NodeAttribute, NodeElement, NodeName};
use syn::Error;

use crate::template::{drawn, in_value};

/// Whether the element is a component: those have names like types.
pub(crate) fn is_component(element: &NodeElement<Infallible>) -> bool {
    let NodeName::Path(name) = element.name() else { return false };
    let last = name.path.segments.last().map(|segment| segment.ident.to_string());
    last.is_some_and(|last| last.starts_with(char::is_uppercase))
}

/// The call of a component, as `view!` writes it.
pub(crate) fn call(element: &NodeElement<Infallible>) -> Result<TokenStream, Error> {
    let name = element.name();
    let props = element.attributes().iter().map(prop).collect::<Result<Vec<_>, _>>()?;
    let children = if element.children.is_empty() {
        quote! {}
    } else {
        let children = drawn(&element.children)?;
        quote! { .children(::leptos::children::ToChildren::to_children(move || #children)) }
    };
    Ok(quote! {
        ::leptos::component::component_view(
            &#name,
            ::leptos::component::component_props_builder(&#name) #(#props)* #children .build(),
        )
    })
}

fn prop(attribute: &NodeAttribute) -> Result<TokenStream, Error> {
    match attribute {
        NodeAttribute::Attribute(prop) if matches!(prop.key, NodeName::Path(_)) => {
            let name = &prop.key;
            let value = prop.value().map_or_else(|| quote! { #name }, in_value);
            Ok(quote! { .#name(#value) })
        }
        other => Err(Error::new_spanned(other, "components take props only")),
    }
}
