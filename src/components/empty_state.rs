//! What stands where there is nothing to show: why, and what to do.

use leptos::prelude::*;
use leptos_presence_macros::draw;

use super::icon::Icon;

use crate::dom::Drawn;
use crate::reactive::Live;

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
    title: Live<String>,
    /// How much room it takes.
    #[prop(optional)]
    size: EmptyStateSize,
    /// The icon's name, where there is room for one.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// The explanation and the way on.
    children: Children,
) -> Drawn {
    let class = if size == EmptyStateSize::Small { "empty empty--small" } else { "empty" };
    draw! {
        <div class=class>
            {icon.map(|name| draw! { <span class="empty__icon"><Icon name /></span> })}
            {match size {
                EmptyStateSize::Page => draw! { <h1>{move || title.get()}</h1> },
                EmptyStateSize::Pane => draw! { <h2>{move || title.get()}</h2> },
                EmptyStateSize::Section | EmptyStateSize::Small => draw! { <h3>{move || title.get()}</h3> },
            }}
            {children()}
        </div>
    }
}
