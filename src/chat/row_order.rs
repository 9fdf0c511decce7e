//! How rows come into another order with as few moves as can be: a row that is moved loses the focus, and what is selected
//! in it.

/// Of rows that were at these places before (`None`: it is new), those that can stay while the others are put around them.
///
/// These are the longest series of rows whose order is the same as before.
#[must_use]
pub fn unmoved(before: &[Option<usize>]) -> Vec<bool> {
    // For each length, the row that ends the series of that length whose end was highest up before.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut previous = vec![None; before.len()];
    for (row, place) in before.iter().enumerate() {
        let Some(place) = *place else { continue };
        let length = ends.partition_point(|(end, _)| *end < place);
        previous[row] = length.checked_sub(1).map(|shorter| ends[shorter].1);
        match ends.get_mut(length) {
            Some(end) => *end = (place, row),
            None => ends.push((place, row)),
        }
    }
    let mut unmoved = vec![false; before.len()];
    let mut last = ends.last().map(|(_, row)| *row);
    while let Some(row) = last {
        unmoved[row] = true;
        last = previous[row];
    }
    unmoved
}
