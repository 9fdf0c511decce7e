//! Points in time as text (RFC 3339), in milliseconds since 1970 (UTC).
//!
//! A general library for dates is 6 KB of program for the two functions that are here. That both agree with one is tested
//! with random dates.

const DAY_MILLIS: i64 = 86_400_000;

/// Reads a point in time, to the millisecond; `None` for anything else. A leap second is the second before it.
pub(super) fn parse(text: &str) -> Option<i64> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let [year, month, day] = fields(date, '-')?;
    let (time, offset_minutes) = split_offset(time)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [hour, minute, second] = fields(time, ':')?;
    let in_range = (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60
        && date.len() == 10
        && time.len() == 8;
    if !in_range {
        return None;
    }
    let minutes = hour * 60 + minute - offset_minutes;
    let seconds = days_since_1970(year, month, day) * 86_400 + minutes * 60 + second.min(59);
    Some(seconds * 1000 + millis(fraction)?)
}

/// Writes a point in time to the second, in UTC; the beginning of 1970 for one whose year does not have four digits.
pub(super) fn write(millis: i64) -> String {
    let (days, seconds) = (millis.div_euclid(DAY_MILLIS), millis.rem_euclid(DAY_MILLIS) / 1000);
    let (year, month, day) = date_of(days);
    if !(0..=9999).contains(&year) {
        return write(0);
    }
    let mut text = *b"0000-00-00T00:00:00Z";
    let fields = [
        (0..4, year),
        (5..7, month),
        (8..10, day),
        (11..13, seconds / 3600),
        (14..16, seconds / 60),
        (17..19, seconds),
    ];
    for (places, number) in fields {
        // Digit by digit: a long room has a thousand times, and general formatting is slow.
        let number = if places.start > 13 { number % 60 } else { number };
        let digits = text[places].iter_mut().rev();
        digits.fold(number.unsigned_abs(), |number, digit| {
            *digit += (number % 10) as u8;
            number / 10
        });
    }
    String::from_utf8_lossy(&text).into_owned()
}

fn number(digits: &str) -> Option<i64> {
    let is_number = digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

fn fields(text: &str, separator: char) -> Option<[i64; 3]> {
    let mut fields = text.split(separator).map(number);
    let three = [fields.next()??, fields.next()??, fields.next()??];
    fields.next().is_none().then_some(three)
}

/// The time without its offset from UTC, and the offset.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return Some((time, 0));
    }
    let (time, offset) = time.split_at_checked(time.len().checked_sub(6)?)?;
    let (sign, offset) = match offset.split_at_checked(1)? {
        ("+", offset) => (1, offset),
        ("-", offset) => (-1, offset),
        _ => return None,
    };
    let (hours, minutes) = offset.split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60 && offset.len() == 5).then_some((time, sign * (hours * 60 + minutes)))
}

/// The first three digits after the point.
fn millis(fraction: &str) -> Option<i64> {
    let is_number = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let digits = fraction.bytes().chain([b'0'; 3]).take(3);
    is_number.then(|| digits.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')))
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

// Both count in years that begin in March, so that the leap day is the last, and in eras of 400 years, which all have
// 146,097 days; 719,468 of them lie between March of the year 0 and 1970. The months from March on have 153 days in five.

fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (days.div_euclid(146_097) * 400 + year_of_era + i64::from(month <= 2), month, day)
}
