// Drives the peer of the page, all of them alike. Every act is a task of its own; what a peer puts off (microtasks, its own
// scheduler) is waited for until the page shows the result, and then the frame that draws it.
import { Crowd, messagesOf, replyOf } from './data.js';

const { port1, port2 } = new MessageChannel();
let resume = () => {};
port1.onmessage = () => resume();
/** The next task. */
const task = () =>
  new Promise((resolve) => {
    resume = resolve;
    port2.postMessage(0);
  });
/** The task after the next frame. */
const frame = () => new Promise((resolve) => requestAnimationFrame(() => task().then(resolve)));

const PATIENCE = 20_000;
/** Until `shown`, task after task: so whatever the peer has put off comes first. */
const until = async (shown) => {
  const began = performance.now();
  do {
    await task();
    if (performance.now() - began > PATIENCE) throw new Error(`not shown: ${shown}`);
  } while (!shown());
};

/** Whose client is there too has its request under way when the reply comes; nobody's sending is measured. */
const ask = async () => {
  window.bench.ask?.();
  await task();
};

const act = async (name, does, shown) => {
  await task();
  // What follows in this task is measured, and whatever the peer does in others; not the driver's others (session.mjs).
  performance.mark(`${name}:begin`);
  does();
  await until(shown);
  await frame();
  performance.mark(`${name}:end`);
};

const root = document.getElementById('root');
const all = (selector) => root.querySelectorAll(selector);
let crowd = new Crowd(0);
/** @type {Element[]} */
let dots = [];
/** @type {{ reply: unknown, probe: number, online: boolean }[]} */
let turns = [];
let answer = (_) => {};
const isOnline = (id) => dots[id - 1].getAttribute('data-status') === 'online';

/** Throws unless every dot says what the last reply said, to the eye and to the ear. */
const check = () => {
  for (const [index, dot] of dots.entries()) {
    const status = crowd.online.has(index + 1) ? 'online' : 'offline';
    const says = [dot.getAttribute('data-status'), dot.getAttribute('aria-label').toLowerCase()];
    if (says.some((said) => said !== status)) throw new Error(`the dot of ${index + 1} says ${says}, not ${status}`);
  }
  const count = all('[data-status="online"]').length;
  if (count !== crowd.online.size) throw new Error(`${count} dots are online, not ${crowd.online.size}`);
};

window.driver = {
  ready: async () => {
    while (!window.bench) await frame();
    await frame();
  },

  /** Shows the dots of so many people, and tells who is online. @param {number} count */
  showDots: async (count) => {
    const { bench } = window;
    bench.showDots(count);
    await until(() => all('[data-user-id]').length === count);
    crowd = new Crowd(count);
    dots = [...all('[data-user-id]')];
    await ask();
    bench.reply(replyOf(crowd.ids()));
    await until(() => all('[data-status="online"]').length === crowd.online.size);
    await frame();
    check();
  },

  /**
   * Makes so many replies with so many changes each, as text or with ids that are read now: else making them would be
   * measured, or the collection of what that left.
   */
  prepare: (count, changes, isText) => {
    turns = Array.from({ length: count }, () => {
      const { ids, probe } = crowd.turn(changes);
      return { reply: isText ? replyOf(ids) : window.bench.read(ids), probe, online: crowd.online.has(probe) };
    });
    answer = isText ? window.bench.reply : window.bench.replyRead;
  },

  /** Gives the replies, each marked by its number and with the frame after it. */
  replies: async () => {
    for (const [number, { reply, probe, online }] of turns.entries()) {
      await ask();
      await act(
        number,
        () => answer(reply),
        () => isOnline(probe) === online,
      );
    }
    check();
  },

  /** The same without a reply: what the harness itself takes. */
  nothing: async () => {
    for (const [number, { probe, online }] of turns.entries()) {
      await act(
        number,
        () => {},
        () => isOnline(probe) === online,
      );
    }
  },

  /** The same one after the other, for compilers to do their work. */
  warmUp: async (count, changes, isText) => {
    window.driver.prepare(count, changes, isText);
    for (const { reply, probe, online } of turns) {
      await ask();
      answer(reply);
      await until(() => isOnline(probe) === online);
    }
  },

  /** How many attributes and children change, and how many elements are touched, at replies with so many changes. */
  mutations: async (count, changes) => {
    const records = [];
    const observer = new MutationObserver((seen) => records.push(...seen));
    observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
    window.bench.effects?.();
    await frame();
    const effects = window.bench.effects?.() ?? 0;
    window.driver.prepare(count, changes, true);
    await window.driver.replies();
    records.push(...observer.takeRecords());
    observer.disconnect();
    return {
      writes: records.length,
      elements: new Set(records.map((record) => record.target)).size,
      effects: (window.bench.effects?.() ?? 0) - effects,
    };
  },

  /**
   * Mounts and unmounts so many rows so often, by `showDots` or `showPeople` of the peer; gives the program's memory in bytes
   * after `warmUp` times, and at the end.
   */
  comeAndGo: async (show, times, count, warmUp) => {
    const { bench } = window;
    let warm = 0;
    for (let time = 0; time < times; time++) {
      bench[show](count);
      await until(() => all('[data-user-id]').length === count);
      // Told in between: what is left on lists of those who are to be told would show.
      crowd = new Crowd(count);
      for (let turn = 0; turn < time % 3; turn++) crowd.turn(10);
      await ask();
      bench.reply(replyOf(crowd.ids()));
      await until(() => all('[data-status="online"]').length === crowd.online.size);
      bench[show](0);
      await until(() => all('[data-user-id]').length === 0);
      if (time + 1 === warmUp) warm = bench.memory();
    }
    return { warm, end: bench.memory() };
  },

  /** What the page and the program take, in bytes. */
  memory: async () => {
    const { bytes } = await performance.measureUserAgentSpecificMemory();
    return { page: bytes, program: window.bench.memory?.() ?? 0 };
  },

  /** One life of a room of so many messages: `open`, `append`, `swap` with another one, `close`; each marked by its name. */
  room: async (number, size) => {
    const { bench } = window;
    const [one, other] = [2 * number + 1, 2 * number + 2];
    const texts = {
      one: messagesOf(one, 1, size),
      more: messagesOf(one, size + 1, size + 1),
      other: messagesOf(other, 1, size),
    };
    const has = (room, message) => root.querySelector(`[data-message-id="${room * 1_000_000 + message}"]`) !== null;
    const expect = (count) => {
      const found = all('.message').length;
      if (found !== count) throw new Error(`${found} messages are shown, not ${count}`);
    };
    await act(
      'open',
      () => bench.openRoom(one, texts.one),
      () => has(one, size),
    );
    expect(size);
    await act(
      'append',
      () => bench.append(one, texts.more),
      () => has(one, size + 1),
    );
    expect(size + 1);
    await act(
      'first swap',
      () => bench.openRoom(other, texts.other),
      () => has(other, size) && !has(one, 1),
    );
    expect(size);
    await act(
      'swap',
      () => bench.openRoom(one, '[]'),
      () => has(one, size + 1) && !has(other, 1),
    );
    expect(size + 1);
    await act(
      'close',
      () => bench.openRoom(undefined),
      () => !has(one, 1),
    );
    expect(0);
  },

  /** The page's elements, their attributes and texts: what must be the same for all peers. */
  outline: () => {
    const lines = [];
    const walk = (element, depth) => {
      const attributes = [...element.attributes]
        .filter(({ name, value }) => name !== 'style' && !(name === 'class' && value === ''))
        .map(({ name, value }) => `${name}=${JSON.stringify(value)}`)
        .sort();
      const text = element.children.length === 0 ? ` ${JSON.stringify(element.textContent)}` : '';
      lines.push(`${' '.repeat(depth)}${[element.localName, ...attributes].join(' ')}${text}`);
      for (const child of element.children) walk(child, depth + 1);
    };
    for (const child of root.children) walk(child, 0);
    return lines.join('\n');
  },

  /** Tells who is online, with no dot there. */
  knowPeople: async () => {
    crowd = new Crowd(50);
    await ask();
    window.bench.reply(replyOf(crowd.ids()));
    await frame();
  },

  openRoom: async (room, size) => {
    window.bench.openRoom(room, messagesOf(room, 1, size));
    await until(() => all('.message').length === size);
    await frame();
  },
};
