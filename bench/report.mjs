// What was found: verdicts, the table, results.json.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { plotRatios, plotValues } from './plots.mjs';

const require = createRequire(import.meta.url);

/** How a row stands to each of its goals. */
export const verdictsOf = (row) =>
  row.goals.map((goal) => {
    const measured = goal.against ? row.ratios[goal.against] : row.values.ours;
    const most = goal.against ? goal.at_most : goal.value_at_most;
    const holds = measured !== undefined && measured.median <= most;
    return { against: goal.against, measured, most, holds, why: goal.why };
  });

/** Three figures; whole numbers as they are. @param {number} value */
export const figures = (value) =>
  Number.isInteger(value)
    ? value.toLocaleString('en-GB')
    : value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });

const write = ({ median, ci }) =>
  ci[0] === ci[1] ? figures(median) : `${figures(median)} (${figures(ci[0])} to ${figures(ci[1])})`;

/** Prints how the counts stand; says whether one is above its goal. @param {number} seconds */
export const printGates = (rows, seconds) => {
  const verdicts = rows.flatMap((row) => verdictsOf(row).map((verdict) => ({ ...verdict, row })));
  for (const { row, measured, most, holds } of verdicts) {
    console.log(`  ${holds ? '✓' : '✗'} ${row.id} ${row.what}: ${measured?.median} ${row.unit}, at most ${most}`);
    if (!holds && row.note) console.log(`      ${row.note}`);
  }
  const failed = verdicts.filter((verdict) => !verdict.holds).length;
  if (failed > 0) console.log(`  ${failed} failed`);
  console.log(`  ${verdicts.length - failed} passed (${seconds.toFixed(1)}s)`);
  return failed > 0;
};

/** B2 before B10, whatever the suites are called. */
const inOrder = (rows) => {
  const number = ({ id }) => Number(id.replace(/\D/g, ''));
  return [...rows].sort((a, b) => number(a) - number(b));
};

const table = (head, lines) =>
  [head, head.map((_, index) => (index < 2 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const asked = (row, against) => (against ? `${row.what}: ours / ${against}` : `${row.what} (${row.unit})`);

const goalsTable = (rows) => {
  const lines = rows.flatMap((row) =>
    verdictsOf(row).map(({ against, measured, most, holds }) => [
      row.id,
      asked(row, against),
      measured ? write(measured) : 'not measured',
      `≤ ${figures(most)}`,
      holds ? 'held' : '**missed**',
    ]),
  );
  return table(['', 'what', 'median (95 % interval)', 'goal', ''], lines);
};

/** What is missed, by how much, and why. */
const misses = (rows) =>
  rows
    .flatMap((row) =>
      verdictsOf(row)
        .filter(({ holds, measured }) => !holds && measured)
        .map(({ against, measured, most, why }) => {
          const above = Math.round((measured.median / most - 1) * 100);
          return `- **${row.id}**, ${asked(row, against)}: ${above} % above the goal. ${why ?? ''}`.trimEnd();
        }),
    )
    .join('\n');

const peersOf = (rows) => [...new Set(rows.flatMap((row) => Object.keys(row.values)))];

const sections = (rows) =>
  [...new Set(rows.map((row) => row.id))].map((id) => {
    const own = rows.filter((row) => row.id === id);
    const parts = own.map((row) => {
      const lines = peersOf([row]).map((peer) => [
        peer,
        write(row.values[peer]),
        row.ratios[peer] ? write(row.ratios[peer]) : '',
      ]);
      const head = ['peer', `${row.unit}, median (95 % interval)`, 'ours / it'];
      return `${row.what}.${row.note ? ` ${row.note}` : ''}\n\n${table(head, lines)}`;
    });
    const plot = own.some((row) => !row.deterministic && Object.keys(row.values).length > 1)
      ? `\n\n![${id}: medians and intervals of all peers](plots/${id}.svg)`
      : '';
    return `## ${id}${plot}\n\n${parts.join('\n\n')}`;
  });

const versionOf = (name) => require(`${name}/package.json`).version;

const setting = (found) => {
  const { context } = found;
  const rustc = execFileSync('rustc', ['--version'], { encoding: 'utf8' }).trim().replace(/ \(.*/, '');
  const libraries = ['react', 'zustand', 'solid-js'].map((name) => `${name} ${versionOf(name)}`);
  return {
    date: new Date().toISOString().slice(0, 10),
    command: `./scripts/bench${context.quick ? ' --quick' : ''}`,
    rounds: context.rounds,
    samples: context.samples,
    minutes: Math.round(found.seconds / 6) / 10,
    processor: `${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    browser: `Chromium ${found.version}, headless`,
    versions: [rustc, ...libraries],
  };
};

/** Writes the results where they belong; those of a part of the rows only into the folder of builds. */
export const writeResults = (here, found) => {
  const rows = inOrder(found.rows);
  const folder = found.isWhole ? here : join(found.context.out, 'results');
  const said = setting(found);
  const timed = rows.filter((row) => !row.deterministic && Object.keys(row.values).length > 1);
  rmSync(join(folder, 'plots'), { recursive: true, force: true });
  mkdirSync(join(folder, 'plots'), { recursive: true });
  writeFileSync(join(folder, 'plots/ratios.svg'), plotRatios(rows, verdictsOf));
  for (const id of new Set(timed.map((row) => row.id))) {
    writeFileSync(join(folder, `plots/${id}.svg`), plotValues(timed.filter((row) => row.id === id && !row.isBeside)));
  }
  const verdicts = rows.flatMap(verdictsOf);
  const held = verdicts.filter((verdict) => verdict.holds).length;
  const text = `# Results

\`${said.command}\` wrote this on ${said.date}, in ${said.minutes} minutes: ${said.rounds} rounds of ${said.samples} samples. What is measured and how, and what it does not say: [docs/performance.md](../docs/performance.md). All numbers: [results.json](results.json).

${said.processor}. ${said.browser}. ${said.versions.join(', ')}.

Less is better everywhere. Ratios are what counts: they are of rounds in which all peers were measured in turn; times are those of this machine. **${held} of ${verdicts.length} goals held.**

![Ours by each peer that a goal names, and the goal](plots/ratios.svg)

${goalsTable(rows)}

${held < verdicts.length ? `Missed, with the profiles in [PROFILES.md](PROFILES.md):\n\n${misses(rows)}\n\n` : ''}${sections(rows).join('\n\n')}
`;
  writeFileSync(join(folder, 'RESULTS.md'), text);
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify({ ...said, rows }, null, 1)}\n`);
  console.log(`\n${goalsTable(rows)}\n\n${held} of ${verdicts.length} goals held; written to ${folder}`);
};
