// B1 to B5: what a reply to the poll of the online users costs, until the dots show it.
import { mustDrawTheSame } from '../outlines.mjs';
import { AGAIN, compare, interleave, noteOf, peerOf } from '../rounds.mjs';
import { withSession } from '../session.mjs';
import { median } from '../stats.mjs';

const SAME = 'react-zustand, same reply skipped';
const PEERS = ['ours', 'react-zustand', 'solid', 'vanilla', 'react-naive', 'naive-signal', AGAIN];

// So many replies are one sample: garbage is collected every few, and belongs to all of them.
const REPLIES = 3;
const WARM_UP = 60;

const CASES = [
  { key: 'k10', sizes: [10_000, 1_000, 200], changes: 10, isText: false },
  { key: 'k10 text', sizes: [10_000, 1_000, 200], changes: 10, isText: true },
  { key: 'k0 text', sizes: [10_000], changes: 0, isText: true },
  { key: 'k1000', sizes: [10_000], changes: 1_000, isText: false },
];

/** Times of which a group each is one sample; the median of those. */
const sampled = (spans) => {
  const of = (what) => {
    const samples = [];
    for (let from = 0; from < spans.length; from += REPLIES) {
      const group = spans.slice(from, from + REPLIES);
      samples.push(group.reduce((sum, span) => sum + span[what], 0) / group.length);
    }
    return median(samples);
  };
  return { script: of('script'), rendering: of('rendering') };
};

/** One peer with so many dots: all cases on one page. */
const measure = (context, name, size, round) => {
  const [peer, query] = name === SAME ? ['react-zustand', '?same'] : [peerOf(name), ''];
  // A tick of this one takes seconds there.
  const isSlow = name === 'naive-signal' && size === 10_000;
  if (isSlow && (round > 0 || context.quick)) return Promise.resolve({});
  return withSession(context, peer, query, async (session) => {
    await session.call('showDots', size);
    const series = async (name, count, changes, isText) => {
      await session.call('prepare', count, changes, isText);
      await session.collectGarbage();
      return sampled(await session.traced(name));
    };
    const full = context.samples * REPLIES;
    await session.call('warmUp', isSlow ? 1 : WARM_UP, 0, true);
    const result = { floor: await series('nothing', full, 0, true) };
    for (const { key, sizes, changes, isText } of CASES) {
      if (!sizes.includes(size) || (name === SAME && changes !== 0) || (isSlow && key !== 'k10')) continue;
      await session.call('warmUp', isSlow ? 1 : WARM_UP, changes, isText);
      const { script, rendering } = await series('replies', isSlow ? REPLIES : full, changes, isText);
      result[key] = { script: script - result.floor.script, rendering: rendering - result.floor.rendering };
    }
    return result;
  });
};

const format = (count) => count.toLocaleString('en-GB');

/** The rows of one case: scripts, and beside it what the browser does then. */
const rowsOf = (id, what, rounds, key, goals, note = '') => {
  const script = compare(rounds, (result) => result[key]?.script);
  const rendering = compare(rounds, (result) => result[key]?.rendering);
  const floor = compare(rounds, (result) => result.floor?.script).values.ours.median;
  const notes = [note, `Without ${floor.toFixed(3)} ms that the harness takes.`, noteOf(script)]
    .filter(Boolean)
    .join(' ');
  return [
    { id, what, unit: 'ms', values: script.values, ratios: script.ratios, goals, deterministic: false, note: notes },
    {
      id,
      what: `${what}: style, layout and paint after it`,
      unit: 'ms',
      values: rendering.values,
      ratios: rendering.ratios,
      goals: [],
      deterministic: false,
      isBeside: true,
    },
  ];
};

const against = (peer, most, why) => ({ against: peer, at_most: most, why });

const BESIDE_VANILLA =
  'Setting the attributes takes both the same. What ours has besides is a text to be decoded in each call from the program ' +
  'into the page, the reply as a future with its task, the engine that plans the next request and tells failures, age and ' +
  'tabs apart, the registry of dots, and the memory of all that.';

const timed = async (context) => {
  const sizes = [10_000, 1_000, 200].filter((size) =>
    (size === 10_000 ? ['B1', 'B3', 'B4', 'B5'] : size === 1_000 ? ['B2', 'B5'] : ['B2']).some(context.wants),
  );
  const bySize = {};
  for (const size of sizes) {
    context.log(`${format(size)} dots`);
    const peers = size === 10_000 ? [...PEERS, SAME] : PEERS;
    bySize[size] = await interleave(
      context,
      peers,
      (peer, round) => measure(context, peer, size, round),
      (round) => {
        const [a, b] = [round.ours['k10 text'].script, round[AGAIN]['k10 text'].script];
        return Math.abs(a - b) <= 0.1 * Math.max(a, b);
      },
    );
  }
  return bySize;
};

/** Times at 10,000 dots by times at 1,000, for each peer. */
const growth = (large, small) => {
  const count = Math.min(large.length, small.length);
  const rounds = Array.from({ length: count }, (_, round) => {
    const grown = {};
    for (const peer of Object.keys(small[round])) {
      if (large[round][peer]?.k10) grown[peer] = large[round][peer].k10.script / small[round][peer].k10.script;
    }
    return grown;
  });
  return compare(rounds, (ratio) => ratio);
};

/** What is counted. */
const counted = async (context) => {
  const values = (number) => ({ ours: { median: number, ci: [number, number] } });
  const count = (size, replies, changes) =>
    withSession(context, 'ours', '', async (session) => {
      await session.call('showDots', size);
      return session.call('mutations', replies, changes);
    });
  const row = (id, what, unit, number, most, note) => ({
    id,
    what,
    unit,
    values: values(number),
    ratios: {},
    goals: [{ value_at_most: most }],
    deterministic: true,
    note,
  });
  const rows = [];
  if (context.wants('B3')) {
    const same = await count(10_000, 20, 0);
    rows.push(
      row('B3', '20 unchanged replies at 10,000 dots: what is written into the page', 'writes', same.writes, 0),
      row('B3', '20 unchanged replies at 10,000 dots: effects that run', 'effects', same.effects, 0),
    );
  }
  if (context.wants('B5')) {
    const [large, small] = [await count(10_000, 1, 10), await count(1_000, 1, 10)];
    // What counts nothing would hold any goal.
    if (small.effects === 0 || small.writes === 0) throw new Error('a change was not counted');
    rows.push(
      row(
        'B5',
        '10 changes: elements touched at 10,000 dots beyond those at 1,000',
        'elements',
        large.elements - small.elements,
        0,
        `${large.elements} and ${small.elements} elements, ${large.writes} and ${small.writes} writes.`,
      ),
      row('B5', '10 changes at 10,000 dots: elements touched', 'elements', large.elements, 10),
    );
  }
  return rows;
};

export default {
  name: 'presence',
  async run(context) {
    await mustDrawTheSame(
      context,
      PEERS.filter((peer) => peer !== AGAIN),
      (session) => session.call('showDots', 50),
    );
    const bySize = await timed(context);
    const [large, middle, small] = [bySize[10_000], bySize[1_000], bySize[200]];
    const rows = [];
    const read = 'from the ids on';
    const whole = 'from the JSON text on';
    if (context.wants('B1') && large) {
      const goals = [against('react-zustand', 0.08), against('solid', 0.45), against('vanilla', 1.5, BESIDE_VANILLA)];
      rows.push(...rowsOf('B1', `10 changes among 10,000 dots, ${read}`, large, 'k10', goals));
      rows.push(...rowsOf('B1', `10 changes among 10,000 dots, ${whole}`, large, 'k10 text', []));
    }
    if (context.wants('B2')) {
      for (const [size, rounds, most] of [
        [1_000, middle, 0.25],
        [200, small, 0.45],
      ]) {
        rows.push(
          ...rowsOf('B2', `10 changes among ${format(size)} dots, ${read}`, rounds, 'k10', [
            against('react-zustand', most),
          ]),
        );
        rows.push(...rowsOf('B2', `10 changes among ${format(size)} dots, ${whole}`, rounds, 'k10 text', []));
      }
    }
    if (context.wants('B3') && large) {
      rows.push(
        ...rowsOf('B3', `Unchanged reply at 10,000 dots, ${whole}`, large, 'k0 text', [against('react-zustand', 0.05)]),
      );
    }
    if (context.wants('B4') && large) {
      const goals = [against('react-zustand', 0.35), against('vanilla', 1.5, BESIDE_VANILLA)];
      rows.push(...rowsOf('B4', `1,000 changes among 10,000 dots, ${read}`, large, 'k1000', goals));
    }
    if (context.wants('B5') && large && middle) {
      const grown = growth(large, middle);
      rows.push({
        id: 'B5',
        what: `10 changes: time at 10,000 dots by time at 1,000, ${read}`,
        unit: '×',
        values: grown.values,
        ratios: {},
        goals: [{ value_at_most: 1.3 }],
        deterministic: false,
        note: noteOf(grown),
      });
    }
    return [...rows, ...(await counted(context))];
  },
  gates: counted,
};
