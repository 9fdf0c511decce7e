// B6 and B7: what dots take, and what those leave behind that are gone.
import { AGAIN, compare, interleave, noteOf, peerOf } from '../rounds.mjs';
import { withSession } from '../session.mjs';

const PEERS = ['ours', 'react-zustand', 'solid', 'vanilla', 'react-naive', 'naive-signal', AGAIN];
const MB = 2 ** 20;
const PAGE = 2 ** 16;

const measure = (context, name) =>
  withSession(context, peerOf(name), '', async (session) => {
    await session.call('showDots', 10_000);
    await session.call('warmUp', name === 'naive-signal' ? 1 : 10, 10, true);
    await session.collectGarbage();
    const { page, program } = await session.call('memory');
    return { page: page / MB, program: program / MB };
  });

/** 100,000 dots, 1,000 at a time, against a store that stays. */
const left = async (context) => {
  if (!context.wants('B7')) return [];
  const { warm, end } = await withSession(context, 'ours', '', (session) => session.call('comeAndGo', 120, 1_000, 20));
  const pages = (end - warm) / PAGE;
  return [
    {
      id: 'B7',
      what: '100,000 dots mounted and unmounted: growth of the program’s memory',
      unit: 'pages of 64 KiB',
      values: { ours: { median: pages, ci: [pages, pages] } },
      ratios: {},
      goals: [{ value_at_most: 0 }],
      deterministic: true,
      note: `${(end / MB).toFixed(1)} MiB after 20,000 dots, and after 100,000 more.`,
    },
  ];
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
          goals: [{ against: 'react-zustand', at_most: 0.55 }],
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
