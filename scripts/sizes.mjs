// What a browser downloads before the app runs: every .html, .wasm, .js and .css of a build, raw and after brotli 11.
//   node scripts/sizes.mjs dist                       prints the table
//   node scripts/sizes.mjs --compress dist            writes .br and .gz beside each file, for servers that hand those out
//   node scripts/sizes.mjs --budget-kb 300 dist       fails when the total after brotli is above
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { compress: { type: 'boolean' }, 'budget-kb': { type: 'string' } },
});
const folder = positionals[0] ?? 'dist';

const files = (existsSync(folder) ? readdirSync(folder, { recursive: true }) : [])
  .map(String)
  .filter((name) => /\.(html|wasm|js|css)$/.test(name))
  .sort();
if (files.length === 0) {
  console.error(`no .html, .wasm, .js or .css in ${folder}: build first (scripts/build)`);
  process.exit(1);
}

/** @param {Buffer} content */
const brotli = (content) =>
  brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });

/** @param {string | number} a @param {string | number} b @param {string} name */
const row = (name, a, b) => console.log(`${String(a).padStart(10)}  ${String(b).padStart(10)}  ${name}`);
/** @param {number} bytes */
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const sizes = files.map((name) => {
  const content = readFileSync(join(folder, name));
  const compressed = brotli(content);
  if (values.compress) {
    writeFileSync(join(folder, `${name}.br`), compressed);
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
  return { name, raw: content.length, compressed: compressed.length };
});
const raw = sizes.reduce((sum, size) => sum + size.raw, 0);
const total = sizes.reduce((sum, size) => sum + size.compressed, 0);

if (!values.compress) {
  row('file', 'raw', 'brotli');
  for (const size of sizes) row(size.name, kb(size.raw), kb(size.compressed));
  row('total', kb(raw), kb(total));
}

if (values['budget-kb'] !== undefined) {
  const budget = Number(values['budget-kb']) * 1024;
  if (!(total <= budget)) {
    console.error(`the build is ${kb(total - budget)} above its budget of ${kb(budget)} after brotli`);
    process.exit(1);
  }
  console.log(`${kb(budget - total)} below the budget of ${kb(budget)}`);
}
