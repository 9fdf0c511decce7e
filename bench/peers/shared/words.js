// What all peers in JavaScript write the same way, as the library does: statuses, initials, times.

export const LABELS = { online: 'Online', offline: 'Offline', unknown: 'Status unknown' };

/** @param {{ has(id: number): boolean } | null} online @param {number} id */
export const statusOf = (online, id) => (online === null ? 'unknown' : online.has(id) ? 'online' : 'offline');

/** @param {string} name */
export const initials = (name) => {
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.match(/[^\p{P}\p{S}]/u)?.[0] ?? '');
  return letters.length > 1 ? letters[0] + letters.at(-1) : (letters[0] ?? '');
};

/** @param {number} id */
export const tone = (id) => Number((BigInt(id) * 2_654_435_761n) % 6n);

// Making a formatter costs a hundred times what using it does.
const time = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat([], { dateStyle: 'full', timeStyle: 'short' });
const longDate = new Intl.DateTimeFormat([], { weekday: 'long', day: 'numeric', month: 'long' });
/** @param {Date} date */
export const formatTime = (date) => time.format(date);
/** @param {Date} date */
export const formatFull = (date) => full.format(date);
/** @param {Date} date */
export const formatDay = (date) => longDate.format(date);
/** @param {Date} date */
export const formatRfc3339 = (date) => `${date.toISOString().slice(0, 19)}Z`;
