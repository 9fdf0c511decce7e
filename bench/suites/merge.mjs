// What the merge of two sets of online users costs, in instructions: the same on every machine with the same compiler.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const sizes = [1_000, 10_000, 100_000];

/** What the last person who changed the merge counted; a bench/merge/recorded.json of another compiler says nothing. */
const recorded = (folder) => JSON.parse(readFileSync(join(folder, 'recorded.json'), 'utf8'));

/** Instructions of one poll's merge of two equal sets of `size`. */
function count(folder, size) {
  const program = join(folder, 'target/release/merge');
  const callgrind = ['--tool=callgrind', '--toggle-collect=merge_measured', '--callgrind-out-file=/dev/null'];
  // Callgrind speaks on standard error, after the program's own words.
  const said = execFileSync('sh', ['-c', 'valgrind "$@" 2>&1', 'sh', ...callgrind, program, String(size)], { encoding: 'utf8' });
  const changed = Number(said.match(/^changed (\d+)$/m)?.[1]);
  if (changed !== 0) throw new Error(`the merge of two equal sets found ${changed} changes`);
  const collected = Number(said.match(/Collected : (\d+)/)?.[1]);
  if (!collected) throw new Error(`callgrind counted nothing:\n${said}`);
  return collected;
}

const value = (number) => ({ median: number, ci: [number, number] });
const row = (what, unit, number, atMost, note) => ({
  id: 'B13',
  what,
  unit,
  values: { ours: value(number) },
  ratios: {},
  goals: atMost === undefined ? [] : [{ value_at_most: atMost }],
  deterministic: true,
  note,
});

const hasValgrind = () => spawnSync('valgrind', ['--version']).status === 0;

async function measure({ root, log }) {
  if (!hasValgrind()) {
    log('valgrind is not on this machine: the merge is not counted');
    return [];
  }
  const folder = join(root, 'bench/merge');
  execFileSync('cargo', ['build', '--release', '--quiet'], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  const [small, middle, large] = sizes.map((size) => count(folder, size));
  const perId = (large - middle) / (sizes[2] - sizes[1]);
  const growth = perId / ((middle - small) / (sizes[1] - sizes[0]));
  const before = recorded(folder);
  const compiler = execFileSync('rustc', ['--version'], { encoding: 'utf8' }).trim();
  const comparable = compiler === before.compiler;
  return [
    row('Merge of two equal sets: per id', 'instructions', perId, 12, `counted natively under callgrind, by ${compiler}`),
    row('Merge: per id at 100,000 / per id at 10,000', 'ratio', growth, 1.02, 'linear: 1'),
    row(
      'Merge: per id / as recorded',
      'ratio',
      perId / before.instructions_per_id,
      comparable ? 1.02 : undefined,
      comparable ? undefined : `recorded with ${before.compiler}, so not held`,
    ),
  ];
}

export default { name: 'merge', run: measure, gates: measure };
