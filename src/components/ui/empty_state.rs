//! What stands where there is nothing to show: why, and what to do.

use leptos::prelude::*;

use super::icon::Icon;

/// How much room an [`EmptyState`] takes, which also decides the level of its heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyStateSize {
    /// A part of a section.
    Small,
    /// A section.
    #[default]
    Section,
    /// One of the panes of a page.
    Pane,
    /// The page.
    Page,
}

/// A heading, an explanation, and a way on.
#[component]
pub fn EmptyState(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// How much room it takes.
    #[prop(optional)]
    size: EmptyStateSize,
    /// The icon's name, where there is room for one.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// The explanation and the way on.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty" class:empty--small=size == EmptyStateSize::Small>
            {icon.map(|name| view! { <span class="empty__icon"><Icon name /></span> })}
            {match size {
                EmptyStateSize::Page => view! { <h1>{title}</h1> }.into_any(),
                EmptyStateSize::Pane => view! { <h2>{title}</h2> }.into_any(),
                EmptyStateSize::Section | EmptyStateSize::Small => view! { <h3>{title}</h3> }.into_any(),
            }}
            {children()}
        </div>
    }
}
