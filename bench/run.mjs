// Runs the suites, and writes what they found. scripts/bench calls it when the peers in Rust are built.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPeers } from './build.mjs';
import { launch } from './launch.mjs';
import { printGates, writeResults } from './report.mjs';
import { startServer } from './server.mjs';

const here = import.meta.dirname;
const root = resolve(here, '..');

const { values: given } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    gates: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    suites: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    samples: { type: 'string' },
    out: { type: 'string', default: join(root, 'target/bench') },
  },
});
const list = (text) => text?.split(',').map((word) => word.trim());
const [suitesWanted, only] = [list(given.suites), list(given.only)];

const names = readdirSync(join(here, 'suites'))
  .filter((name) => name.endsWith('.mjs'))
  .sort();
const suites = (await Promise.all(names.map((name) => import(join(here, 'suites', name)))))
  .map((module) => module.default)
  .filter((suite) => !suitesWanted || suitesWanted.includes(suite.name))
  .filter((suite) => !given.gates || suite.gates);
if (suites.length === 0) throw new Error(`there is no such suite; the suites are in ${join('bench', 'suites')}`);

const out = resolve(given.out);
const server = await startServer();
const browser = await launch();
const began = performance.now();
const context = {
  browser,
  server,
  root,
  out,
  quick: given.quick,
  rounds: Number(given.rounds ?? (given.quick ? 1 : 5)),
  samples: Number(given.samples ?? (given.quick ? 5 : 15)),
  wants: (id) => !only || only.includes(id),
  log: (text) => console.log(`    ${text}`),
};

const rows = [];
let failed = false;
try {
  if (!given['no-build']) {
    await buildPeers(out);
    for (const suite of suites) await suite.build?.(context);
  }
  server.serve('/peers/', join(out, 'peers'));
  server.serve('/page/', join(here, 'page'));
  server.serve('/style/', join(root, 'target/style'));
  for (const suite of suites) {
    console.log(`  ${suite.name}`);
    rows.push(...(await (given.gates ? suite.gates(context) : suite.run(context))));
  }
  const seconds = (performance.now() - began) / 1000;
  if (given.gates) failed = printGates(rows, seconds);
  else writeResults(here, { rows, version: browser.version(), seconds, context, isWhole: !suitesWanted && !only });
} finally {
  await browser.close();
  server.stop();
}
process.exitCode = failed ? 1 : 0;
