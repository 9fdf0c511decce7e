// The production build of the peer: one script, our style sheet, a page with our icons and configuration.
//   node bench/peers/react-app/build.mjs [folder]        default: target/bench/react-app
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as bundle, transform } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../..');

/** @param {string} page @param {RegExp} pattern */
function part(page, pattern) {
  const found = page.match(pattern);
  if (!found) throw new Error(`index.html has nothing like ${pattern}`);
  return found[0];
}

/** Both pages have the same head, configuration and icons: they are taken from ours. */
function pageWith(styles, script) {
  const ours = readFileSync(join(root, 'index.html'), 'utf8');
  const head = ours.slice(ours.indexOf('<meta charset'), ours.search(/<link data-trunk/));
  return `<!DOCTYPE html>
<html lang="en">
<head>
${head}<link rel="stylesheet" href="/${styles}">
<script type="module" src="/${script}"></script>
${part(ours, /<script type="application\/json" id="app-config">[\s\S]*?<\/script>/)}
</head>
<body>
${part(ours, /<svg hidden[\s\S]*?<\/svg>\s*(?=<!--|<div)/)}
<div id="root"></div>
</body>
</html>
`
    .replace(/<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '')
    .replace(/>\s+</g, '><')
    .replace(/\n\s+/g, '\n');
}

/** @param {string} folder */
export async function build(folder) {
  execFileSync('sh', [join(root, 'scripts/bundle_css')]);
  const sheet = await transform(readFileSync(join(root, 'target/style/main.css'), 'utf8'), { loader: 'css', minify: true });
  const { outputFiles } = await bundle({
    entryPoints: [join(here, 'src/main.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    minify: true,
    legalComments: 'none',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  /** @param {string} kind @param {string} text */
  const put = (kind, text) => {
    const name = `react-app-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${kind}`;
    writeFileSync(join(folder, name), text);
    return name;
  };
  const page = pageWith(put('css', sheet.code), put('js', outputFiles[0].text));
  writeFileSync(join(folder, 'index.html'), page);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build(resolve(process.argv[2] ?? join(root, 'target/bench/react-app')));
}
