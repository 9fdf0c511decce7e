// The whole application beside the same screens in React: what it weighs, when it is there, what it asks for.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Backend } from '../app/backend.mjs';
import { fastLine, firstPaint, slow4G } from '../app/first_paint.mjs';
import { idle } from '../app/idle.mjs';
import { Site, filesOf } from '../app/site.mjs';
import { build as buildReactApp } from '../peers/react-app/build.mjs';
import { AGAIN, compare, interleave, noteOf, peerOf } from '../rounds.mjs';

const WEIGHT =
  'Nearly all of it is the program; PROFILES.md says of which crates and modules it is made. ' +
  'What smaller parts of our own brought, and why they are not there: docs/decisions/0009.';

const NETWORKS = [
  { ...slow4G, firstDot: 1.5 },
  { ...fastLine, firstDot: 1.1 },
];
const kilobyte = 1024;
const PEER = 'react-app';
const appIn = (context, name) => join(context.out, 'app', name);
const counted = (count) => ({ median: count, ci: [count, count] });
const shareOf = (part, whole) => counted(part / whole);
const grouped = (number) => Math.round(number).toLocaleString('en-US');

function weight(context) {
  const bytes = (name) => [...filesOf(appIn(context, name)).values()].reduce((sum, file) => sum + file.content.length, 0);
  const [ours, theirs] = ['ours', PEER].map(bytes);
  return {
    id: 'B9',
    what: 'The whole application, after brotli 11',
    unit: 'KB',
    values: { ours: counted(ours / kilobyte), [PEER]: counted(theirs / kilobyte) },
    ratios: { [PEER]: shareOf(ours, theirs) },
    goals: [{ value_at_most: 300, why: WEIGHT }],
    deterministic: true,
    note: `Every file that a browser loads; 1 KB is 1,024 bytes. In bytes: ours ${grouped(ours)}, ${PEER} ${grouped(theirs)}.`,
  };
}

async function paints(context) {
  const sites = new Map();
  for (const name of ['ours', PEER]) {
    const backend = new Backend({ people: 200, online: 60 });
    sites.set(name, { backend, site: await Site.open(appIn(context, name), backend) });
  }
  const peers = ['ours', PEER, AGAIN];
  const row = (network, rounds, what, pick, goals) => {
    const compared = compare(rounds, pick);
    const { values, ratios } = compared;
    const note = `Signed in, ${network.said}, a quarter of the processor, nothing cached. ${noteOf(compared)}`;
    return { id: 'B10', what: `${what}, ${network.name}`, unit: 'ms', values, ratios, goals, deterministic: false, note };
  };
  const rows = [];
  try {
    for (const network of NETWORKS) {
      context.log(network.name);
      const rounds = await interleave(context, peers, (peer) => {
        const { site, backend } = sites.get(peerOf(peer));
        return firstPaint(context.browser, site.url, backend.refreshToken, network);
      });
      const against = (at_most) => [{ against: PEER, at_most }];
      rows.push(
        row(network, rounds, 'First contentful paint', ({ paint }) => paint, against(0.5)),
        row(network, rounds, 'First dot', ({ dot }) => dot, against(network.firstDot)),
      );
    }
    return rows;
  } finally {
    for (const { site } of sites.values()) await site.close();
  }
}

/** The page that asks for what all pages ask for, and draws few rows: here requests count, not rows. */
const quietPage = '/dashboard/messages';
const crowd = 10_000;
/** As many people as the page of several tabs needs. */
const few = 200;

const spanOf = (seconds) => (seconds < 3600 ? `${seconds / 60} minutes` : 'an hour');

async function idleBytes(context, seconds) {
  const rows = [];
  for (const [protocol, http2] of [['HTTP/2', true], ['HTTP/1.1', false]]) {
    const spend = (tags) =>
      idle(context.browser, { folder: appIn(context, 'ours'), path: quietPage, tabs: 1, seconds, people: crowd, tags, http2 });
    const [ours, full] = [await spend(true), await spend(false)];
    context.log(`${protocol}: ${grouped(ours.bytes)} bytes, ${grouped(full.bytes)} without ETags`);
    rows.push({
      id: 'B11',
      what: `Bytes of idling with 10,000 people online, ${protocol}`,
      unit: 'KB',
      values: { ours: counted(ours.bytes / kilobyte), 'full replies': counted(full.bytes / kilobyte) },
      ratios: { 'full replies': shareOf(ours.bytes, full.bytes) },
      goals: http2 ? [{ against: 'full replies', at_most: 0.02 }] : [],
      deterministic: true,
      note: `${ours.requests} requests in ${spanOf(seconds)} of virtual time, heads and bodies both ways${http2 ? ' with TLS' : ''}.`,
    });
  }
  return rows;
}

async function idleTabs(context, seconds) {
  const ask = async (tabs) =>
    (await idle(context.browser, { folder: appIn(context, 'ours'), path: quietPage, tabs, seconds, people: few })).requests;
  const [five, one] = [await ask(5), await ask(1)];
  context.log(`${five} requests of five tabs, ${one} of one`);
  return {
    id: 'B12',
    what: 'Requests of five tabs side by side',
    unit: 'requests',
    values: { ours: counted(five), 'one tab': counted(one) },
    ratios: { 'one tab': shareOf(five, one) },
    goals: [{ against: 'one tab', at_most: 1.05 }],
    deterministic: true,
    note: `In ${spanOf(seconds)} of virtual time, once the tabs have settled who asks.`,
  };
}

async function counts(context, seconds) {
  const rows = [];
  if (context.wants('B11')) rows.push(...(await idleBytes(context, seconds)));
  if (context.wants('B12')) rows.push(await idleTabs(context, seconds));
  return rows;
}

export default {
  name: 'app',
  async build(context) {
    execFileSync(join(context.root, 'scripts/build'), { stdio: 'inherit' });
    rmSync(appIn(context, ''), { recursive: true, force: true });
    cpSync(join(context.root, 'dist'), appIn(context, 'ours'), { recursive: true });
    await buildReactApp(appIn(context, PEER));
  },
  async run(context) {
    const rows = await counts(context, context.quick ? 600 : 3600);
    if (context.wants('B9')) rows.unshift(weight(context));
    return context.wants('B10') ? [...rows, ...(await paints(context))] : rows;
  },
  // What the build weighs has a gate of its own: scripts/test size.
  gates: (context) => counts(context, 600),
};
