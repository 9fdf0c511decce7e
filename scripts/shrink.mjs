// Makes a release of Trunk's smaller where Trunk leaves something on the table: the names by which the program and its
// loader know each other (a hash each, twice) become one or two letters, the loader is minified, which Trunk can't, and
// so are the scripts in the page.
// And makes it seen sooner: the page carries its style sheet, so that its shape is drawn as soon as it has come itself.
//   node scripts/shrink.mjs dist
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';

const folder = process.argv[2] ?? 'dist';
const files = readdirSync(folder);
/** @param {RegExp} pattern */
const find = (pattern) => {
  const found = files.find((name) => pattern.test(name));
  if (!found) throw new Error(`no ${pattern} in ${folder}: build first (scripts/build)`);
  return found;
};
const wasm = find(/_bg\.wasm$/);
const loader = find(/\.js$/);

// What rustc takes for granted in every browser; all features would write encodings that browsers don't read yet.
const features = [
  'bulk-memory',
  'bulk-memory-opt',
  'call-indirect-overlong',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
].map((feature) => `--enable-${feature}`);

const before = new Map([wasm, loader].map((name) => [name, readFileSync(join(folder, name))]));
const shortened = join(folder, 'shortened.wasm');
const renaming = JSON.parse(
  execFileSync(
    'wasm-opt',
    [...features, '--minify-imports-and-exports-and-modules', join(folder, wasm), '-o', shortened],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  ),
);

// What the loader imports (src/platform/nodes.js) becomes part of it: one file less to ask for.
const bundled = buildSync({
  entryPoints: [join(folder, loader)],
  bundle: true,
  format: 'esm',
  target: 'es2022',
  write: false,
  // wasm-bindgen names a file once for each thing that is imported from it.
  logOverride: { 'duplicate-object-key': 'silent' },
});
let script = bundled.outputFiles[0].text;
/** @param {string} text */
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
for (const [, long, short] of renaming.imports) {
  script = script.replace(new RegExp(`(?<![\\w$])${literal(long)}(?=\\s*:)`, 'g'), () => short);
}
for (const [long, short] of renaming.exports) {
  script = script.replace(new RegExp(`(?<=\\bwasm\\.)${literal(long)}(?![\\w$])`, 'g'), () => short);
}
// wasm-opt makes one module of all that something is imported from, calls it "a", and does not say so.
const modules = /(?:"\.\/[^"]+": \w+,?\s*)+/.exec(script)?.[0] ?? '';
const all = [...modules.matchAll(/": (\w+)/g)].map(([, name]) => `...${name}`);
if (all.length === 0) throw new Error(`${loader} does not name what the program imports`);
script = script.replace(modules, () => `"a": { ${all.join(', ')} }`);

const after = new Map([
  [wasm, readFileSync(shortened)],
  [loader, Buffer.from(transformSync(script, { minify: true, format: 'esm', target: 'es2022' }).code)],
]);
rmSync(shortened);

let page = readFileSync(join(folder, 'index.html'), 'utf8');
/** @param {string} from @param {string} to */
const replace = (from, to) => {
  if (!page.includes(from)) throw new Error(`index.html does not name ${from}`);
  page = page.replaceAll(from, () => to);
};
/** @param {Buffer} content */
const integrity = (content) => `sha384-${createHash('sha384').update(content).digest('base64')}`;
for (const [name, content] of after) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const renamed = name.replace(/-[0-9a-f]{16}/, `-${hash}`);
  rmSync(join(folder, name));
  writeFileSync(join(folder, renamed), content);
  replace(integrity(before.get(name)), integrity(content));
  replace(`/${name}`, `/${renamed}`);
}

// Part of the loader by now.
rmSync(join(folder, 'snippets'), { recursive: true });
page = page.replace(/<link [^>]*href=["']?\/snippets\/[^>]*>/g, '');

const style = find(/\.css$/);
/** @param {string} kind */
const linked = (kind) => {
  const found = page.match(new RegExp(`<link [^>]*\\brel=["']?${kind}\\b[^>]*>`))?.[0];
  if (!found) throw new Error(`index.html has no link of the kind ${kind}`);
  return found;
};
// Browsers ignore this one, and say so on every visitor's console.
replace(` integrity=${integrity(after.get(wasm))}`, '');
replace(linked('stylesheet'), '');
// Below what is preloaded: that is asked for before all of the page has come.
const preload = linked('preload');
replace(preload, `${preload}<style>${readFileSync(join(folder, style), 'utf8')}</style>`);
rmSync(join(folder, style));

// Trunk minifies the page, but not what is in its scripts.
page = page.replace(
  /(<script(?![^>]*\bsrc=)[^>]*>)([\s\S]*?)(<\/script>)/g,
  (_, open, text, close) => open + smaller(open, text) + close,
);
writeFileSync(join(folder, 'index.html'), page);

/** @param {string} open @param {string} text */
function smaller(open, text) {
  // What a deployer may change stays readable.
  if (open.includes('json')) return text.replace(/\n\s+/g, '\n');
  return transformSync(text, { minify: true, target: 'es2022' }).code.trim();
}
