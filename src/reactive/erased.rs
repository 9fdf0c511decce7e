//! The one type that all signals and memos hold.

use std::any::Any;
use std::sync::Arc;

/// What can be held: anything that can be compared with another of its type.
trait Value: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn as_any_mut(&mut self) -> &mut dyn Any;
    fn equals(&self, other: &dyn Value) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Value for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn equals(&self, other: &dyn Value) -> bool {
        other.as_any().downcast_ref::<T>() == Some(self)
    }
}

/// A value of any type.
#[derive(Clone)]
pub(super) struct Erased(Arc<dyn Value>);

// The `Arc` is a value itself: all calls go to what is in it.
impl Erased {
    pub(super) fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        Self(Arc::new(value))
    }

    pub(super) fn get<T: 'static>(&self) -> Option<&T> {
        (*self.0).as_any().downcast_ref()
    }

    /// The value, to be changed: in its place, unless somebody is looking at it just now.
    pub(super) fn get_mut<T: Clone + PartialEq + Send + Sync + 'static>(&mut self) -> Option<&mut T> {
        if Arc::get_mut(&mut self.0).is_none() {
            *self = Self::new(self.get::<T>()?.clone());
        }
        Arc::get_mut(&mut self.0)?.as_any_mut().downcast_mut()
    }
}

impl PartialEq for Erased {
    fn eq(&self, other: &Self) -> bool {
        (*self.0).equals(&*other.0)
    }
}
