//! The one type that all signals and memos hold.

use std::any::Any;
use std::sync::Arc;

/// What can be held: anything that can be compared with another of its type.
trait Value: Any + Send + Sync {
    fn equals(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Value for T {
    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>() == Some(self)
    }
}

/// A value of any type.
#[derive(Clone)]
pub(super) struct Erased(Arc<dyn Value>);

// The `Arc` is a value itself: everything here goes to what is in it.
impl Erased {
    pub(super) fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        Self(Arc::new(value))
    }

    fn any(&self) -> &dyn Any {
        &*self.0
    }

    pub(super) fn get<T: 'static>(&self) -> Option<&T> {
        self.any().downcast_ref()
    }

    /// The value, to be changed: in its place, unless somebody is looking at it just now.
    pub(super) fn get_mut<T: Clone + PartialEq + Send + Sync + 'static>(&mut self) -> Option<&mut T> {
        if Arc::get_mut(&mut self.0).is_none() {
            *self = Self::new(self.get::<T>()?.clone());
        }
        let any: &mut dyn Any = Arc::get_mut(&mut self.0)?;
        any.downcast_mut()
    }
}

impl PartialEq for Erased {
    fn eq(&self, other: &Self) -> bool {
        (*self.0).equals(other.any())
    }
}
