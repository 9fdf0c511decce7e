//! A map of few keys is a map.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

use leptos_presence::model::small_map::SmallMap;
use proptest::prelude::*;

proptest! {
    #[test]
    fn it_holds_what_a_map_holds(steps in prop::collection::vec((0_u8..6, any::<Option<u8>>()), 0..40)) {
        let (mut ours, mut theirs) = (SmallMap::default(), BTreeMap::new());
        for (key, value) in steps {
            match value {
                Some(value) => prop_assert_eq!(ours.insert(key, value), theirs.insert(key, value)),
                None => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
            }
            prop_assert_eq!(ours.get(&key), theirs.get(&key));
        }
        prop_assert_eq!(ours.iter().collect::<BTreeMap<_, _>>(), theirs.iter().collect());
    }
}
