// What a WebAssembly program is made of, by the names of its functions.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const CODE = 10;

/** Reads numbers and bytes one after the other, as the format has them. */
class Reader {
  /** @param {Buffer} bytes */
  constructor(bytes, at = 0) {
    Object.assign(this, { bytes, at });
  }

  number() {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = this.bytes[this.at++];
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte & 0x80);
    return value;
  }

  part() {
    const length = this.number();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }
}

/** The names by the number of their function. @param {Buffer} section */
const namesIn = (section) => {
  const reader = new Reader(section);
  const names = new Map();
  while (!reader.isAtEnd) {
    const kind = reader.number();
    const part = new Reader(reader.part());
    if (kind !== 1) continue;
    for (let left = part.number(); left > 0; left--) {
      const index = part.number();
      names.set(index, part.part().toString().replaceAll(/\[[0-9a-f]{6,}\]/g, ''));
    }
  }
  return names;
};

/**
 * The functions of a program, and how many others it takes from the page, which are counted before them. One has no name where
 * the program has none.
 * @param {string} path
 */
export const functionsOf = (path) => {
  const bytes = readFileSync(path);
  const module = new WebAssembly.Module(bytes);
  const imported = WebAssembly.Module.imports(module).filter(({ kind }) => kind === 'function').length;
  const [section] = WebAssembly.Module.customSections(module, 'name');
  const names = section ? namesIn(Buffer.from(section)) : new Map();
  const reader = new Reader(bytes, 8);
  while (!reader.isAtEnd) {
    const kind = reader.number();
    const code = new Reader(reader.part());
    if (kind !== CODE) continue;
    const functions = Array.from({ length: code.number() }, (_, index) => ({
      name: names.get(imported + index) ?? '',
      body: code.part(),
    }));
    return { imported, functions };
  }
  throw new Error(`${path} has no functions`);
};

/** @param {Buffer[]} parts */
export const compressed = (parts) =>
  brotliCompressSync(Buffer.concat(parts), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
