// Names the functions of a program f0, f1, … in an order in which each stands beside one that resembles it: brotli finds near
// by what it has to describe otherwise. wasm-opt's --reorder-functions-by-name then puts them so.
//   node scripts/name_functions.mjs program.wasm named.wasm
import { readFileSync, writeFileSync } from 'node:fs';
import { functionsOf } from './wasm_parts.mjs';

// So many bytes, one instruction or two, are what functions have in common or not.
const PIECE = 4;

// So many functions before it are what one is to resemble, the nearest most.
const NEIGHBOURS = 4;

/**
 * The functions' numbers: each is followed by the one, of those left, that has the most pieces in common with the last few, for
 * its size.
 */
const ordered = (bodies) => {
  const pieces = bodies.map((body) => {
    const found = new Set();
    for (let at = 0; at + PIECE <= body.length; at++) found.add(body.readUInt32LE(at));
    return found;
  });
  const having = new Map();
  for (const [index, found] of pieces.entries()) {
    for (const piece of found) {
      if (!having.has(piece)) having.set(piece, []);
      having.get(piece).push(index);
    }
  }
  const left = new Set(bodies.keys());
  const shared = new Float64Array(bodies.length);
  const order = [];
  let next = bodies.reduce((largest, body, index) => (body.length > bodies[largest].length ? index : largest), 0);
  while (left.delete(next)) {
    order.push(next);
    shared.fill(0);
    const counted = new Set();
    for (const [distance, near] of order.slice(-NEIGHBOURS).reverse().entries()) {
      for (const piece of pieces[near]) {
        if (counted.has(piece)) continue;
        counted.add(piece);
        for (const index of having.get(piece)) shared[index] += 1 / (1 + distance / 2);
      }
    }
    let best = -1;
    for (const index of left) {
      // What is small has little to share; the 8 keeps the smallest from being next to everything. The power is by trial.
      const likeness = shared[index] / (pieces[index].size + 8) ** 0.7;
      if (likeness > best) [best, next] = [likeness, index];
    }
  }
  return order;
};

/** A number as the format has it. @param {number} value */
const leb = (value) => {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
};
/** @param {Buffer} content */
const sized = (content) => Buffer.concat([leb(content.length), content]);

const [source, target] = process.argv.slice(2);
const { imported, functions } = functionsOf(source);
const ranks = new Map(ordered(functions.map(({ body }) => body)).map((index, rank) => [index, rank]));
const digits = String(functions.length).length;
const names = functions.map((_, index) =>
  Buffer.concat([leb(imported + index), sized(Buffer.from(`f${String(ranks.get(index)).padStart(digits, '0')}`))]),
);
const [CUSTOM, FUNCTION_NAMES] = [0, 1];
const section = Buffer.concat([
  sized(Buffer.from('name')),
  Buffer.from([FUNCTION_NAMES]),
  sized(Buffer.concat([leb(names.length), ...names])),
]);
writeFileSync(target, Buffer.concat([readFileSync(source), Buffer.from([CUSTOM]), sized(section)]));
