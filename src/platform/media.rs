//! What the screen and the pointer are like.

use super::page::window;

/// Whether there is room beside the list, and a keyboard that does not cover the page as soon as a field has the focus.
const ROOMY: &str = "(width >= 48rem) and (hover: hover) and (pointer: fine)";

/// Whether a text field may take the focus without being asked.
#[must_use]
pub fn suits_typing() -> bool {
    window().match_media(ROOMY).ok().flatten().is_some_and(|query| query.matches())
}
