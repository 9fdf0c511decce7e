// The largest parts of the program: how much code each crate brings, and of this one each module.
// Read from what cargo linked, the last file that has names; wasm-opt makes all of it smaller by about the same share.
// A generic function counts where it is written, whoever it is compiled for.
//   node scripts/wasm_crates.mjs target/wasm32-unknown-unknown/release/leptos-presence.wasm
import { functionsOf } from './wasm_parts.mjs';

const OURS = 'leptos_presence';
const SHOWN = 15;

/** The identifier whose length the text begins with, and what follows it. @param {string} text */
const identifier = (text) => {
  const [all, length] = /^(?:s[0-9A-Za-z]*_)?(\d+)_?/.exec(text) ?? ['', '0'];
  const end = all.length + Number(length);
  return { name: text.slice(all.length, end), rest: text.slice(end) };
};

/** Crate and module that a function is written in. @param {string} symbol mangled, as `-Csymbol-mangling-version=v0` has it */
const partOf = (symbol) => {
  const start = /^_R(?:N[A-Za-z]|[IMXYAOPQRST]|s[0-9A-Za-z]*_)*C/.exec(symbol)?.[0];
  if (!start) return 'exports, glue, and a std that was not built anew';
  const { name, rest } = identifier(symbol.slice(start.length));
  return name === OURS ? `${OURS}::${identifier(rest).name}` : name;
};

const sums = new Map();
let total = 0;
for (const { name, body } of functionsOf(process.argv[2]).functions) {
  const part = partOf(name);
  sums.set(part, (sums.get(part) ?? 0) + body.length);
  total += body.length;
}
const sorted = [...sums].sort(([, a], [, b]) => b - a);
const rest = sorted.splice(SHOWN).reduce((sum, [, size]) => sum + size, 0);
console.log(`code by crate, of ${(total / 1024).toFixed(0)} KB before wasm-opt:`);
for (const [name, size] of [...sorted, ['all others', rest]]) {
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${((100 * size) / total).toFixed(0).padStart(3)} %  ${name}`);
}
