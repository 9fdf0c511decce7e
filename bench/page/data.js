// What the peers are told: the same for all, and the same each time.

/** Numbers from 0 to 1. @param {number} seed */
export const dice = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** The people from 1 to `count`, of whom a third is online; half of each turn's changes are arrivals. */
export class Crowd {
  /** @param {number} count */
  constructor(count) {
    this.count = count;
    this.random = dice(count);
    this.online = new Set();
    while (this.online.size < Math.floor(count / 3)) this.online.add(this.#anyone());
  }

  #anyone() {
    return 1 + Math.floor(this.random() * this.count);
  }

  #anyoneWho(isOnline, except) {
    for (;;) {
      const id = this.#anyone();
      if (this.online.has(id) === isOnline && !except.has(id)) return id;
    }
  }

  /** Changes so many people; gives one of them, and what all know then. @param {number} changes */
  turn(changes) {
    const changed = new Set();
    for (let index = 0; index < changes; index++) {
      const isOnline = index % 2 === 1;
      const id = this.#anyoneWho(isOnline, changed);
      changed.add(id);
      if (isOnline) this.online.delete(id);
      else this.online.add(id);
    }
    const [id] = changed;
    return { ids: this.ids(), probe: id ?? 1 };
  }

  ids() {
    return [...this.online].sort((a, b) => a - b);
  }
}

/** The reply to a poll of the online users. @param {number[]} ids */
export const replyOf = (ids) => JSON.stringify({ online_users: ids });

const FIRST = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gail', 'Hugo', 'Ida', 'Jon'];
const LAST = ['Adler', 'Brook', 'Cole', 'Dean', 'Ebert'];
const WORDS = 'we can ship it today if nobody has seen the numbers of last week yet and the tests are green'.split(' ');
const BEGAN = Date.UTC(2024, 0, 15, 9);
const PEOPLE = 50;

const userOf = (id) => ({
  id,
  username: `user${id}`,
  display_name: `${FIRST[id % FIRST.length]} ${LAST[Math.floor(id / FIRST.length) % LAST.length]}`,
  is_staff: false,
});

/** The messages `from` to `to` of a room, as a reply to the poll of it. */
export const messagesOf = (room, from, to) => {
  const messages = [];
  for (let number = from; number <= to; number++) {
    const random = dice(room * 1_000_003 + number);
    // Two in a row of one person now and then; two minutes between messages, so a thousand are a day and a half.
    const sender = 1 + ((Math.floor(number / 2) * 7 + room) % PEOPLE);
    const length = 3 + Math.floor(random() * 20);
    messages.push({
      id: room * 1_000_000 + number,
      room,
      sender: userOf(sender),
      content: Array.from({ length }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' '),
      timestamp: new Date(BEGAN + number * 120_000).toISOString(),
    });
  }
  return JSON.stringify(messages);
};
