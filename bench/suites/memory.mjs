// B6 and B7: what dots take, and what rows leave behind that are gone.
import { AGAIN, compare, interleave, noteOf, peerOf } from '../rounds.mjs';
import { withSession } from '../session.mjs';

const PEERS = ['ours', 'react-zustand', 'solid', 'vanilla', 'react-naive', 'naive-signal', AGAIN];
const MB = 2 ** 20;

const measure = (context, name) =>
  withSession(context, peerOf(name), '', async (session) => {
    await session.call('showDots', 10_000);
    await session.call('warmUp', name === 'naive-signal' ? 1 : 10, 10, true);
    await session.collectGarbage();
    const { page, program } = await session.call('memory');
    return { page: page / MB, program: program / MB };
  });

// So many rows come and go at a time, so often; the first times make room that is used again later.
const [ROWS, TIMES, WARM_UP] = [1_000, 120, 20];

const BOXED =
  'A release is compiled with one type for all views and attributes, which are boxed for that: without it, it is 0.65 here, ' +
  'and 24 KB more to download (docs/decisions/0016).';

const KEPT = 'What Leptos 0.8 keeps of a row, its owner and dropped effects, until the list goes that it was in.';

/** 100,000 rows against a store that stays. */
const left = async (context) => {
  if (!context.wants('B7')) return [];
  const rows = [];
  for (const [show, what] of [
    ['showDots', 'dots'],
    ['showPeople', 'people of a list that stays'],
  ]) {
    const { warm, end } = await withSession(context, 'ours', '', (session) =>
      session.call('comeAndGo', show, TIMES, ROWS, WARM_UP),
    );
    const kept = (end - warm) / (ROWS * (TIMES - WARM_UP));
    rows.push({
      id: 'B7',
      what: `100,000 ${what} mounted and unmounted: what each leaves behind`,
      unit: 'bytes',
      values: { ours: { median: kept, ci: [kept, kept] } },
      ratios: {},
      goals: [{ value_at_most: 100, why: KEPT }],
      deterministic: true,
      note: `${KEPT} ${(warm / MB).toFixed(1)} MiB are the program’s memory after 20,000, ${(end / MB).toFixed(1)} MiB after 100,000 more.`,
    });
  }
  return rows;
};

export default {
  name: 'memory',
  async run(context) {
    const rows = [];
    if (context.wants('B6')) {
      const rounds = await interleave({ ...context, rounds: context.quick ? 1 : 3 }, PEERS, (peer) =>
        measure(context, peer),
      );
      const all = compare(rounds, ({ page, program }) => page + program);
      const page = compare(rounds, (result) => result.page);
      rows.push(
        {
          id: 'B6',
          what: '10,000 dots: memory of the page and of the program',
          unit: 'MiB',
          values: all.values,
          ratios: all.ratios,
          goals: [{ against: 'react-zustand', at_most: 0.7, why: BOXED }],
          deterministic: false,
          note: noteOf(all),
        },
        {
          id: 'B6',
          what: '10,000 dots: the page alone',
          unit: 'MiB',
          values: page.values,
          ratios: page.ratios,
          goals: [],
          deterministic: false,
          isBeside: true,
        },
      );
    }
    return [...rows, ...(await left(context))];
  },
  gates: left,
};
