//! Views whose type is forgotten where they are made.

/// `view!`, as [`AnyView`](leptos::prelude::AnyView).
///
/// What `view!` gives is a type for each kind of element, wrapped once more in `View`; where both are erased, each kind
/// is in the program twice. Erased without the wrapper, once (docs/decisions/0009-bytes.md).
macro_rules! draw {
    ($($view:tt)*) => {{
        #[allow(unused_imports, reason = "needed by views that are a block, and so in no `View`")]
        use $crate::draw::Bare as _;
        leptos::prelude::IntoAny::into_any(leptos::prelude::view! { $($view)* }.into_inner())
    }};
}

/// What is in no `View`.
pub(crate) trait Bare: Sized {
    /// Itself.
    fn into_inner(self) -> Self {
        self
    }
}

impl<T: leptos::prelude::IntoView> Bare for T {}
