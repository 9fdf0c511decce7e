// A built app at an origin of its own, with a backend behind it: the same server, the same headers and the same
// compression for everyone who is measured.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** @param {Buffer} content */
const brotli = (content) =>
  brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });

/** Every file of a build that a browser would load, after brotli 11. @param {string} folder */
export function filesOf(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => extname(name) in types);
  return new Map(names.map((name) => [`/${name}`, { content: brotli(readFileSync(join(folder, name))), name }]));
}

/** A key and a certificate in one, which nobody but a browser that is told to will trust. */
const certificate = () =>
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-days', '2', '-subj', '/CN=127.0.0.1', '-keyout', '-', '-out', '-'],
  ], { stdio: ['ignore', 'pipe', 'ignore'] });

export class Site {
  /** Bytes that went over connections that are closed. */
  #closed = 0;
  #sockets = new Set();

  /** `http2`: over TLS, as sites are that people use. @param {string} folder @param {import('./backend.mjs').Backend} backend */
  static async open(folder, backend, { http2 = false } = {}) {
    const site = new Site(folder, backend, http2);
    await new Promise((done) => site.server.listen(0, '127.0.0.1', done));
    site.url = `${http2 ? 'https' : 'http'}://127.0.0.1:${site.server.address().port}`;
    return site;
  }

  constructor(folder, backend, http2) {
    const files = filesOf(folder);
    const answer = (request, response) => {
      if (request.url.startsWith('/api/')) return backend.answer(request, response);
      const path = request.url.split('?')[0];
      const file = files.get(extname(path) ? path : '/index.html');
      if (!file) return response.writeHead(404).end();
      response.writeHead(200, {
        'Content-Type': types[extname(file.name)],
        'Content-Encoding': 'br',
        'Content-Length': file.content.length,
        'Cache-Control': file.name === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
      });
      response.end(file.content);
    };
    if (http2) {
      const pair = certificate();
      this.server = createSecureServer({ key: pair, cert: pair }, answer);
    } else {
      this.server = createServer({ keepAliveTimeout: 600_000 }, answer);
    }
    this.server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        this.#closed += socket.bytesRead + socket.bytesWritten;
      });
    });
  }

  /** All that went over the wire until now, both ways, heads and bodies. */
  get bytes() {
    return [...this.#sockets].reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, this.#closed);
  }

  async close() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }
}
