//! The page's `<main>`, whichever layout it stands in.

use leptos::html::Main;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct MainRef(NodeRef<Main>);

/// Has the layouts of the current owner share one reference to their `<main>`.
pub fn provide_main() -> NodeRef<Main> {
    let main = NodeRef::new();
    provide_context(MainRef(main));
    main
}

/// For a layout's `<main>`: who gives it the focus finds it.
#[must_use]
pub fn use_main() -> NodeRef<Main> {
    use_context::<MainRef>().map(|main| main.0).unwrap_or_default()
}
