//! The one type that all signals and memos hold.

use std::any::Any;
use std::sync::Arc;

/// A value of any type.
#[derive(Clone)]
pub(super) struct Erased(Arc<dyn Any + Send + Sync>);

// The `Arc` is a value itself: everything here goes to what is in it.
impl Erased {
    pub(super) fn new<T: Send + Sync + 'static>(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// The same value as before, where `value` is no other.
    pub(super) fn after<T: PartialEq + Send + Sync + 'static>(before: Option<&Self>, value: T) -> Self {
        match before {
            Some(before) if before.get() == Some(&value) => before.clone(),
            _ => Self::new(value),
        }
    }

    pub(super) fn get<T: 'static>(&self) -> Option<&T> {
        (*self.0).downcast_ref()
    }

    /// Lets go of it: in one place of the program, not wherever something is read.
    #[inline(never)]
    pub(super) fn release(self) {
        drop(self);
    }

    /// The value, to be changed: in its place, unless somebody is looking at it just now.
    pub(super) fn get_mut<T: Clone + Send + Sync + 'static>(&mut self) -> Option<&mut T> {
        if Arc::get_mut(&mut self.0).is_none() {
            *self = Self::new(self.get::<T>()?.clone());
        }
        Arc::get_mut(&mut self.0)?.downcast_mut()
    }

    /// Whether these are two values, or one and the same.
    pub(super) fn is_another(before: Option<&Self>, now: Option<&Self>) -> bool {
        match (before, now) {
            (Some(before), Some(now)) => !Arc::ptr_eq(&before.0, &now.0),
            _ => true,
        }
    }
}
