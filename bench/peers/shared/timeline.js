// A conversation as it is read: by day, then by sender; the same for all peers in JavaScript.

export const ME = 1;
const GROUP_GAP = 5 * 60_000;

/** @param {Date} date */
const dayOf = (date) => Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);

/** Reads a reply: messages whose times are dates, once and for all. @param {string} text */
export const readMessages = (text) => {
  const messages = JSON.parse(text);
  for (const message of messages) message.date = new Date(message.timestamp);
  return messages;
};

/** The messages that were here, and those of a reply that are new. */
export const merged = (before, received) => {
  if (received.length === 0) return before;
  const newest = before.at(-1)?.id ?? 0;
  return [...before, ...received.filter((message) => message.id > newest)];
};

/** The lines of a conversation. `from` is the index of the first message whose line is wanted. */
export const timeline = (messages, from = 0) => {
  const lines = [];
  let before = messages[from - 1];
  for (let index = from; index < messages.length; index++) {
    const message = messages[index];
    const sameDay = before !== undefined && dayOf(before.date) === dayOf(message.date);
    if (!sameDay) lines.push({ key: `day ${dayOf(message.date)}`, day: message.date });
    const follows = sameDay && before.sender.id === message.sender.id && message.date - before.date <= GROUP_GAP;
    lines.push({ key: message.id, message, opensGroup: !follows, mine: message.sender.id === ME });
    before = message;
  }
  return lines;
};

/** @param {boolean} mine @param {boolean} opensGroup */
export const messageClass = (mine, opensGroup) =>
  `message${mine ? ' message--own' : ''}${opensGroup ? '' : ' message--grouped'}`;
