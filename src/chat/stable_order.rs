//! Lists of people that keep their order while a pointer or the focus is in them: who comes and goes must not move the row
//! that is about to be pointed at. The dots beside the names go on telling the truth.

use crate::chat::people::People;
use crate::model::user::User;

/// Those who are online, and those who aren't.
pub type Lists = (Vec<User>, Vec<User>);

/// `right` as it is shown where the order of `shown` is frozen: who was there keeps their place, whether they still
/// belong there or not, and who is new comes last.
#[must_use]
pub fn freeze_order(shown: &[User], right: &[User]) -> Vec<User> {
    let mut now = People::default();
    now.learn(right);
    let mut frozen: Vec<User> = shown.iter().map(|user| now.get(user.id).unwrap_or(user).clone()).collect();
    frozen.extend(without(right, shown));
    frozen
}

/// The same for two lists, one above the other; `in_others`: the pointer or the focus is in the lower one, which a
/// row more or less in the upper one would move. Nobody is in both.
#[must_use]
pub fn freeze_both(shown: &Lists, right: &Lists, in_others: bool) -> Lists {
    if in_others {
        let online = freeze_order(&shown.0, &without(&right.0, &shown.1));
        let others = freeze_order(&shown.1, &without(&right.1, &online));
        return (online, others);
    }
    let online = freeze_order(&shown.0, &right.0);
    let others = without(&right.1, &online);
    (online, others)
}

fn without(users: &[User], left_out: &[User]) -> Vec<User> {
    let mut known = People::default();
    known.learn(left_out);
    users.iter().filter(|user| known.get(user.id).is_none()).cloned().collect()
}
