//! Where the card about a dot goes, and where the keyboard goes from dot to dot.

/// On which side of its dot the card is, and how far from that edge of the window, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// So far from the top.
    Below(i32),
    /// So far from the bottom.
    Above(i32),
}

/// How far from the left the card of a dot begins that begins at `left` and reaches from `top` to `bottom`, and on which
/// side it has more room, in a window of this `height`. Whole pixels will do.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a window is not that large")]
pub fn place(left: f64, top: f64, bottom: f64, height: f64) -> (i32, Side) {
    let side =
        if top > height / 2.0 { Side::Above((height - top) as i32) } else { Side::Below(bottom as i32) };
    (left as i32, side)
}

/// The place of the dot that an arrow key leads to, among `count`, from the one `at`; `None`: from the list itself, which
/// leads to the first. There is nothing before the first and after the last.
#[must_use]
pub fn next_dot(at: Option<usize>, forward: bool, count: usize) -> Option<usize> {
    let next = match at {
        None => 0,
        Some(at) if forward => at + 1,
        Some(at) => at.checked_sub(1)?,
    };
    (next < count).then_some(next)
}
