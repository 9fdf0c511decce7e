// No framework: templates that are cloned, a registry from people to their elements, and one walk over two sorted lists.
import { follow } from '../shared/follow.js';
import { merged, messageClass, readMessages, timeline } from '../shared/timeline.js';
import { LABELS, formatDay, formatFull, formatRfc3339, formatTime, initials, tone } from '../shared/words.js';

const root = document.getElementById('root');

/** @param {string} html */
const template = (html) => {
  const element = document.createElement('template');
  element.innerHTML = html;
  return () => element.content.firstElementChild.cloneNode(true);
};
const newDot = template('<span class="status" role="img"><span class="status__dot"></span></span>');
const newDay = template('<h3 class="log__day"><time></time></h3>');
const newAvatar = template('<span class="avatar"><span class="avatar__initials" aria-hidden="true"></span></span>');
const newMessage = template(
  '<div role="article"><div class="message__head"><span class="message__sender"></span><time class="message__time"></time></div><div class="message__body" dir="auto"></div></div>',
);
const newRoom = template(
  '<section class="sheet conversation"><div class="conversation__body"><div class="log" role="log" aria-label="Messages" tabindex="0"><div class="log__inner"><div class="log__older"></div></div></div></div></section>',
);

/** @type {Map<number, Set<Element>>} */
const registry = new Map();
/** @type {number[] | null} */
let online = null;

const draw = (element, status) => {
  element.setAttribute('data-status', status);
  element.setAttribute('aria-label', LABELS[status]);
};

const contains = (sorted, id) => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < id) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === id;
};
const statusOf = (id) => (online === null ? 'unknown' : contains(online, id) ? 'online' : 'offline');

const addDot = (parent, id) => {
  const element = newDot();
  element.setAttribute('data-user-id', id);
  draw(element, statusOf(id));
  const elements = registry.get(id);
  if (elements) elements.add(element);
  else registry.set(id, new Set([element]));
  parent.append(element);
};
const forget = (parent) => {
  for (const element of parent.querySelectorAll('[data-user-id]')) {
    const id = Number(element.getAttribute('data-user-id'));
    const elements = registry.get(id);
    elements.delete(element);
    if (elements.size === 0) registry.delete(id);
  }
  parent.remove();
};

const tell = (id, status) => {
  const elements = registry.get(id);
  if (elements) for (const element of elements) draw(element, status);
};
const isSorted = (ids) => {
  for (let index = 1; index < ids.length; index++) if (ids[index - 1] >= ids[index]) return false;
  return true;
};
const show = (ids) => {
  const before = online;
  online = isSorted(ids) ? ids : [...new Set(ids)].sort((a, b) => a - b);
  if (before === null) {
    for (const id of registry.keys()) tell(id, statusOf(id));
    return;
  }
  let [old, next] = [0, 0];
  while (old < before.length && next < online.length) {
    if (before[old] === online[next]) {
      old++;
      next++;
    } else if (before[old] < online[next]) tell(before[old++], 'offline');
    else tell(online[next++], 'online');
  }
  while (old < before.length) tell(before[old++], 'offline');
  while (next < online.length) tell(online[next++], 'online');
};

let list = null;
const showDots = (count) => {
  if (list) forget(list);
  list = null;
  if (count === 0) return;
  list = document.createElement('div');
  list.className = 'dots';
  for (let id = 1; id <= count; id++) addDot(list, id);
  root.append(list);
};

const conversations = new Map();
let open = null;

const write = (element, date, text) => {
  element.setAttribute('datetime', formatRfc3339(date));
  element.title = formatFull(date);
  element.textContent = text;
};
const lineOf = ({ day, message, opensGroup, mine }) => {
  if (day) {
    const element = newDay();
    write(element.firstElementChild, day, formatDay(day));
    return element;
  }
  const element = newMessage();
  element.className = messageClass(mine, opensGroup);
  element.setAttribute('data-message-id', message.id);
  const [head, body] = element.children;
  const [sender, time] = head.children;
  if (mine) {
    sender.className = 'message__sender visually-hidden';
    sender.textContent = 'You';
  } else {
    sender.dir = 'auto';
    sender.textContent = message.sender.display_name;
  }
  write(time, message.date, formatTime(message.date));
  body.textContent = message.content;
  if (opensGroup && !mine) {
    const avatar = newAvatar();
    avatar.setAttribute('data-tone', tone(message.sender.id));
    avatar.firstElementChild.textContent = initials(message.sender.display_name);
    addDot(avatar, message.sender.id);
    element.prepend(avatar);
  }
  return element;
};
const drawFrom = (from) => {
  const lines = document.createDocumentFragment();
  for (const line of timeline(conversations.get(open.id), from)) lines.append(lineOf(line));
  open.inner.append(lines);
};

const receive = (room, text) => {
  const before = conversations.get(room) ?? [];
  conversations.set(room, merged(before, readMessages(text)));
  if (open?.id === room) drawFrom(before.length);
};
const openRoom = (room, text) => {
  if (open) {
    open.leave();
    forget(open.element);
    open = null;
  }
  if (room === undefined) return;
  receive(room, text);
  const element = newRoom();
  const log = element.querySelector('.log');
  const inner = log.firstElementChild;
  open = { id: room, element, inner, leave: follow(log, inner) };
  drawFrom(0);
  root.append(element);
};

window.bench = {
  showDots,
  reply: (text) => show(JSON.parse(text).online_users),
  read: (ids) => [...ids],
  replyRead: show,
  openRoom,
  append: receive,
};
