// The one server of all pages. Every reply isolates its page from other origins: only such pages are told the memory they
// take, and have a fine clock.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const files = (folder) => (request, response, path) => {
  let file = join(folder, normalize(`/${path}`));
  if (!isFile(file)) file = join(file, 'index.html');
  if (!isFile(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
};

export const startServer = async () => {
  /** @type {[string, (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, path: string) => void][]} */
  const routes = [];
  const server = createServer((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const route = routes.find(([prefix]) => path.startsWith(prefix));
    if (route) route[1](request, response, path.slice(route[0].length));
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const handle = (prefix, answer) => {
    routes.push([prefix, answer]);
    // The longest first: it says most.
    routes.sort(([a], [b]) => b.length - a.length);
  };
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Serves a folder's files below `prefix`. */
    serve: (prefix, folder) => handle(prefix, files(folder)),
    /** Answers what is asked for below `prefix`; the third argument is the rest of the path. */
    handle,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
