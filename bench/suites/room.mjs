// B8: a room of 1,000 messages.
import { mustDrawTheSame } from '../outlines.mjs';
import { AGAIN, compare, interleave, noteOf, peerOf } from '../rounds.mjs';
import { withSession } from '../session.mjs';
import { median } from '../stats.mjs';

const PEERS = ['ours', 'react-zustand', 'solid', 'vanilla', AGAIN];
const SIZE = 1_000;

const GOAL = 1;
const CALLS =
  'Leptos makes each element by calls into the page of their own, with texts that are decoded each time; ' +
  'React calls from within JavaScript, and hands texts over as they are.';

const ACTS = [
  ['open', 'Opening a room of 1,000 messages, from the JSON text on'],
  ['append', 'One more message in a room of 1,000'],
  ['swap', 'From one room of 1,000 messages to another that was open before'],
  ['close', 'Leaving a room of 1,000 messages'],
];

const measure = (context, name) =>
  withSession(context, peerOf(name), '', async (session) => {
    await session.call('knowPeople');
    await session.call('room', 0, SIZE);
    const seen = {};
    for (let number = 1; number <= (context.quick ? 3 : context.samples); number++) {
      await session.collectGarbage();
      for (const span of await session.traced('room', number, SIZE)) (seen[span.name] ??= []).push(span);
    }
    const middle = (act, what) => median(seen[act].map((span) => span[what]));
    return Object.fromEntries(
      ACTS.map(([act]) => [act, { script: middle(act, 'script'), rendering: middle(act, 'rendering') }]),
    );
  });

export default {
  name: 'room',
  async run(context) {
    if (!context.wants('B8')) return [];
    await mustDrawTheSame(
      context,
      PEERS.filter((peer) => peer !== AGAIN),
      async (session) => {
        await session.call('knowPeople');
        await session.call('openRoom', 1, SIZE);
      },
    );
    const rounds = await interleave(context, PEERS, (peer) => measure(context, peer));
    return ACTS.flatMap(([act, what]) => {
      const script = compare(rounds, (result) => result[act].script);
      const rendering = compare(rounds, (result) => result[act].rendering);
      return [
        {
          id: 'B8',
          what,
          unit: 'ms',
          values: script.values,
          ratios: script.ratios,
          goals: [{ against: 'react-zustand', at_most: GOAL, why: CALLS }],
          deterministic: false,
          note: noteOf(script),
        },
        {
          id: 'B8',
          what: `${what}: style, layout and paint after it`,
          unit: 'ms',
          values: rendering.values,
          ratios: rendering.ratios,
          goals: [],
          deterministic: false,
          isBeside: true,
        },
      ];
    });
  },
};
