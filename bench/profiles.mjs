// Where the time of a reply and the bytes of the program go: profiles of what RESULTS.md has the totals of.
// `scripts/bench --profiles` calls it when everything is built with the program's names kept.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressed, functionsOf } from '../scripts/wasm_parts.mjs';
import { buildPeers } from './build.mjs';
import { launch } from './launch.mjs';
import { startServer } from './server.mjs';
import { withSession } from './session.mjs';

const here = import.meta.dirname;
const out = join(here, '../target/bench');
const peers = join(out, 'named-peers');
const [DOTS, CHANGES, REPLIES, WARM_UP] = [10_000, 10, 1_500, 60];
const [MESSAGES, ROOMS] = [1_000, 20];
const INTERVAL_MICROS = 50;

/** Where a function is written is where its name begins; what follows are the types that it was compiled for. */
const writtenIn = (paths) => new RegExp(`^[<&(*]*(?:dyn |mut |const )*(?:${paths})\\b`);
const moduleIn = (modules) => writtenIn(`leptos_presence::(?:${modules})`);
/** Functions of wasm-bindgen's that hand a text over: it is decoded in the page, or encoded into the program. */
const TEXTS = [/decode|getStringFromWasm|getUint8Array|passString/, 'texts, from the program to the page and back'];
const BOUNDARY = [/wasm|js-to|__wbg|externref|__wbindgen|makeMutClosure|^real$/, 'other calls from the program to the page and back'];
const MEMORY = [/dlmalloc|drop_in_place|__rust_|^[<&]*alloc::/, 'memory, taken and given back'];

/** The first pattern that a function's name matches says what it is for. */
const REPLY = [
  [/^(setAttribute|set textContent)$/, 'the browser, setting attributes'],
  TEXTS,
  [/__wbg_set_?attribute|::set_attribute|presence_dot|PendingUpdates/i, 'asking the browser to'],
  [moduleIn('presence::roster'), 'two lists compared'],
  [moduleIn('store::dot_registry'), 'the registry of dots'],
  [moduleIn('presence::(?:metrics|observer)'), 'diagnostics'],
  [moduleIn('presence|runtime'), 'the engine, and its effects performed'],
  [writtenIn('reactive_graph|or_poisoned|guardian|leptos_presence::store'), 'signals'],
  MEMORY,
  [/task|future|poll|queue|waker|request|client|microtask|leptos_presence::api/i, 'the reply as a future: task, request, client'],
  BOUNDARY,
];
const ROOM = [
  [/cloneNode|importNode|createElement/, 'elements made or cloned'],
  [/setAttribute|classList|set (title|className|dir|data)/, 'attributes'],
  [/^(format|time$|formatToParts)|intl::|^[<&]*chrono/, 'times and dates, through Intl'],
  TEXTS,
  [/insertBefore|append|prepend|textContent|createTextNode|createComment|^remove|removeChild|replaceWith/, 'nodes put and taken away'],
  [/scroll|bserve|^(settle|follow)/, 'the place in the log, and the layout for it'],
  [/serde|leptos_presence::api::dto|JSON|^(parse|readMessages)$/, 'the JSON read'],
  [/garbage/, 'garbage'],
  MEMORY,
  [writtenIn('reactive_graph|or_poisoned|guardian|leptos_presence::store'), 'signals, owners, the registry of dots'],
  [writtenIn('tachys|leptos|any_spawner|throw_error'), 'views, made and compared'],
  [writtenIn('hashbrown|indexmap'), 'keys of lists compared'],
  [writtenIn('leptos_presence'), 'the program’s own code'],
  BOUNDARY,
  [/^(lineOf|drawFrom|newMessage|newDot|newAvatar|template)/, 'the peer’s own drawing'],
];
const BYTES = [
  [moduleIn('presence|chat|model'), '`presence/`, `chat/`, `model/`: the engine, diagnostics, conversations'],
  [moduleIn('runtime'), '`runtime/`: requests, sessions, outbox, tabs'],
  [moduleIn('api'), '`api/`: client, tokens, replies'],
  [moduleIn('components|layouts|pages|app'), '`components/`, `layouts/`, `pages/`, `app.rs`'],
  [moduleIn('platform|hooks|store|config'), '`platform/`, `hooks/`, `store/`, `config.rs`'],
  [/^main/, 'the start'],
  [writtenIn('tachys|throw_error|oco_ref|either_of|next_tuple'), 'tachys: views, made and compared'],
  [writtenIn('reactive_graph|or_poisoned|guardian|any_spawner|slotmap|indexmap'), 'reactive_graph: signals, effects, owners'],
  [writtenIn('leptos_router|leptos_router_macro|url|percent_encoding'), 'leptos_router'],
  [writtenIn('leptos|leptos_dom|leptos_server|server_fn|hydration_context|wasm_split_helpers'), 'the rest of Leptos'],
  [writtenIn('serde|serde_core|serde_json|itoa|ryu|zmij|memchr'), 'serde and serde_json'],
  [writtenIn('chrono|num_traits'), 'chrono'],
  [writtenIn('js_sys|web_sys|wasm_bindgen|wasm_bindgen_futures|gloo_[a-z]+|send_wrapper'), 'wasm-bindgen, web-sys, js-sys, gloo'],
  [/dlmalloc/, 'the allocator'],
  [writtenIn('core|alloc|std|hashbrown'), 'core, alloc, std, hash tables'],
  [/./, 'exports, glue, all others'],
];
/** What tells two crates of one name apart. */
const HASH = /\[[0-9a-f]{6,}\]/g;
const groupOf = (groups, name) => groups.find(([pattern]) => pattern.test(name))?.[1];

const table = (head, lines) =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
const sumsOf = (pairs) => {
  const sums = new Map();
  for (const [group, value] of pairs) sums.set(group, (sums.get(group) ?? 0) + value);
  return [...sums].sort(([, a], [, b]) => b - a);
};

/** What took the time of each of so many acts, in microseconds: without the driver, and without the sending of a request. */
const timesOf = (profile, peer, groups, count) => {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const pairs = profile.samples.map((id, index) => {
    const chain = [];
    for (let at = id; at; at = parents.get(at)) chain.push(nodes.get(at).callFrame);
    const isOfPeer = ({ url, functionName }) => url.includes(`/peers/${peer}/`) || functionName.includes('::');
    const name = chain[0].functionName.replaceAll(HASH, '');
    const isSent = chain.some(({ functionName }) => /^(ask|bench_ask)$/.test(functionName));
    // A program's own time is told by its names, another peer's by its file.
    const group = groupOf(groups, name) ?? (peer === 'ours' ? 'the rest' : 'the peer’s own code');
    return [chain.some(isOfPeer) && !isSent ? group : undefined, profile.timeDeltas[index] / count];
  });
  return new Map(sumsOf(pairs.filter(([group]) => group !== undefined)));
};

const profiled = async (session, act) => {
  await session.cdp.send('Profiler.enable');
  await session.cdp.send('Profiler.setSamplingInterval', { interval: INTERVAL_MICROS });
  await session.cdp.send('Profiler.start');
  await act();
  const { profile } = await session.cdp.send('Profiler.stop');
  return profile;
};

const reply = (context, peer) =>
  withSession(context, peer, '', async (session) => {
    await session.call('showDots', DOTS);
    await session.call('warmUp', WARM_UP, 0, true);
    await session.call('warmUp', WARM_UP, CHANGES, false);
    await session.call('prepare', REPLIES, CHANGES, false);
    return timesOf(await profiled(session, () => session.call('replies')), peer, REPLY, REPLIES);
  });

const room = (context, peer) =>
  withSession(context, peer, '', async (session) => {
    await session.call('knowPeople');
    await session.call('room', 0, MESSAGES);
    const rooms = async () => {
      for (let number = 1; number <= ROOMS; number++) await session.call('room', number, MESSAGES);
    };
    return timesOf(await profiled(session, rooms), peer, ROOM, ROOMS);
  });

const timeTable = async (measure) => {
  const [ours, vanilla] = [await measure('ours'), await measure('vanilla')];
  const groups = [...new Set([...ours.keys(), ...vanilla.keys()])];
  const sum = (times) => [...times.values()].reduce((all, time) => all + time, 0);
  const write = (time) => (time === undefined ? '' : time.toFixed(1));
  return table(
    ['', 'ours', 'vanilla'],
    [
      ...groups.map((group) => [group, write(ours.get(group)), write(vanilla.get(group))]),
      ['together', write(sum(ours)), write(sum(vanilla))],
    ],
  );
};

const byteTable = () => {
  const program = join(out, 'named/leptos-presence.wasm');
  const { functions } = functionsOf(program);
  const named = BYTES.map(([, group]) => {
    const bodies = functions.filter(({ name }) => groupOf(BYTES, name) === group).map(({ body }) => body);
    return [group, bodies.length, bodies.reduce((sum, { length }) => sum + length, 0), compressed(bodies)];
  });
  const kilobytes = (bytes) => (bytes / 1024).toFixed(1);
  return table(
    ['', 'functions', 'KB', 'KB after brotli'],
    named.filter(([, count]) => count > 0).map(([group, count, raw, small]) => [group, count, kilobytes(raw), kilobytes(small)]),
  );
};

// In a folder of their own: those of the benchmark are minified.
await buildPeers(out, { into: peers, minify: false });
cpSync(join(out, 'named/peer.wasm'), join(peers, 'ours/peer_bg.wasm'));
const server = await startServer();
const browser = await launch();
const context = { browser, server };
try {
  server.serve('/peers/', peers);
  server.serve('/page/', join(here, 'page'));
  server.serve('/style/', join(here, '../target/style'));
  const text = `# Profiles

\`./scripts/bench --profiles\` wrote this on ${new Date().toISOString().slice(0, 10)}: where goes what [RESULTS.md](RESULTS.md) has the totals of. What follows from it: [docs/performance.md](../docs/performance.md#where-the-time-goes).

## A reply with ${CHANGES} changes, at ${DOTS.toLocaleString('en-GB')} dots, from the ids on (B1)

Microseconds of a reply, the mean of ${REPLIES.toLocaleString('en-GB')} with a frame after each; by Chromium's profiler, one sample each ${INTERVAL_MICROS} µs, which makes everything slower: shares are what counts. Without the harness. The program has its names here, and is the same otherwise.

${await timeTable((peer) => reply(context, peer))}

## A room of ${MESSAGES.toLocaleString('en-GB')} messages: opened, added to, swapped for another, left (B8)

Microseconds of all four acts together, the mean of ${ROOMS} rooms, likewise. Layout that a script has done there and then is in it (ours reads where the end of the log is; \`vanilla\` has the same layout done in the frame); RESULTS.md counts that as layout.

${await timeTable((peer) => room(context, peer))}

## The program (B9)

By the names of its functions, before they are cut off; texts and tables are not in it. A generic function counts where it is written, whichever types it is compiled for. Each part compressed by itself.

${byteTable()}
`;
  writeFileSync(join(here, 'PROFILES.md'), text);
  console.log(text);
} finally {
  await browser.close();
  server.stop();
}
