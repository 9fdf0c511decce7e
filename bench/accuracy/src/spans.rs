//! Times of the day as lists of spans, ascending and apart from each other.

use crate::random::Millis;

/// From the first moment to the second, the second not included.
pub type Span = (Millis, Millis);

/// Joins spans, in any order, that overlap or touch, and cuts them off at `end`.
#[must_use]
pub fn joined(mut spans: Vec<Span>, end: Millis) -> Vec<Span> {
    spans.sort_unstable();
    let mut all: Vec<Span> = Vec::new();
    for (from, to) in spans.into_iter().map(|(from, to)| (from, to.min(end))).filter(|(from, to)| from < to) {
        match all.last_mut().filter(|last| from <= last.1) {
            Some(last) => last.1 = last.1.max(to),
            None => all.push((from, to)),
        }
    }
    all
}

/// The parts of `these` that are in none of `others`.
#[must_use]
pub fn without(these: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    let mut first = 0;
    for &(from, to) in these {
        while others.get(first).is_some_and(|other| other.1 <= from) {
            first += 1;
        }
        let mut at = from;
        for other in others[first..].iter().take_while(|other| other.0 < to) {
            if at < other.0 {
                left.push((at, other.0));
            }
            at = at.max(other.1);
        }
        if at < to {
            left.push((at, to));
        }
    }
    left
}

/// How long they are together.
#[must_use]
pub fn total(spans: &[Span]) -> Millis {
    spans.iter().map(|(from, to)| to - from).sum()
}

/// The span that `at` is in.
#[must_use]
pub fn holding(spans: &[Span], at: Millis) -> Option<Span> {
    let after = spans.partition_point(|span| span.0 <= at);
    spans[..after].last().copied().filter(|span| at < span.1)
}
