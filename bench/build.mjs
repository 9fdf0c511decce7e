// The peers as production builds, each in a folder of its own. The two in Rust are compiled by scripts/bench before.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const require = createRequire(import.meta.url);

const SOLID = {
  name: 'solid',
  setup: (plugins) => {
    plugins.onLoad({ filter: /peers\/solid\/.*\.jsx$/ }, async ({ path }) => {
      const { transformAsync } = require('@babel/core');
      const { code } = await transformAsync(readFileSync(path, 'utf8'), {
        presets: [require.resolve('babel-preset-solid')],
        filename: path,
        babelrc: false,
        configFile: false,
      });
      return { contents: code, loader: 'js' };
    });
  },
};

export const PEERS = ['ours', 'react-zustand', 'react-naive', 'solid', 'vanilla', 'naive-signal'];

/** @param {string} out @param {{ into?: string, minify?: boolean }} [how] a profile wants the names of functions */
export const buildPeers = async (out, { into = join(out, 'peers'), minify = true } = {}) => {
  for (const peer of PEERS) {
    const folder = join(into, peer);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const [entry] = readdirSync(join(here, 'peers', peer)).filter((name) => /^main\.jsx?$/.test(name));
    await build({
      entryPoints: [join(here, 'peers', peer, entry)],
      outfile: join(folder, 'main.js'),
      bundle: true,
      minify,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
      conditions: ['browser', 'production'],
      // What wasm-bindgen wrote stands where it is served from.
      external: ['./peer.js'],
      plugins: peer === 'solid' ? [SOLID] : [],
      logLevel: 'warning',
    });
    cpSync(join(here, 'page', 'index.html'), join(folder, 'index.html'));
    if (['ours', 'naive-signal'].includes(peer)) cpSync(join(out, 'rust', peer), folder, { recursive: true });
  }
};
