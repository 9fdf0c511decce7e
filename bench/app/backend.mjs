// A stand-in for the backend, with people by the thousand and a clock that can be moved. It speaks the contract, with
// the headers that the reference backend sends.
import { createHash } from 'node:crypto';

const accessSeconds = 300;
const firstNames = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana', 'Ines', 'Jon', 'Kira', 'Lou'];
const lastNames = ['Alvarez', 'Brandt', 'Costa', 'Dietrich', 'Eriksen', 'Fontaine', 'Greco', 'Haas', 'Ivanova'];

/** @param {number} id */
const person = (id) => ({
  id,
  username: `person${id}`,
  display_name: `${firstNames[id % firstNames.length]} ${lastNames[id % lastNames.length]} ${id}`,
  is_staff: id === 1,
});

/** @param {object} part */
const encoded = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');

export class Backend {
  /** What was asked for since `forget`, as `METHOD /path/`. */
  requests = new Map();
  #ahead = 0;
  #stoppedAt;
  #tokens = 0;
  #bodies = new Map();

  /** `tags`: whether replies have an ETag and an unchanged one costs a 304. @param {{ people: number, online: number, tags?: boolean }} options */
  constructor({ people, online, tags = true }) {
    this.tags = tags;
    const users = Array.from({ length: people }, (_, at) => person(at + 1));
    const now = new Date(Date.now() - 3_600_000);
    const rooms = Array.from({ length: 8 }, (_, at) => {
      const participants = [users[0], ...users.slice(2 * at + 1, 2 * at + 3)];
      const content = `Message ${at} of a room that has been quiet for an hour`;
      const last_message = { id: 100 + at, room: at + 1, sender: participants[1], content, timestamp: stamp(now) };
      return { id: at + 1, name: `Room ${at + 1}`, participants, last_message, unread_count: at % 3 };
    });
    this.#put('/api/users/me/', users[0]);
    this.#put('/api/users/', users);
    this.#put('/api/chat/online-users/', { online_users: users.slice(0, online).map(({ id }) => id) });
    this.#put('/api/chat/rooms/', rooms);
    for (const { id, last_message } of rooms) this.#put(`/api/chat/rooms/${id}/messages/`, [last_message]);
  }

  now() {
    return new Date((this.#stoppedAt ?? Date.now()) + this.#ahead);
  }

  /** From here on its clock goes on only where it is moved. */
  stopClock() {
    this.#stoppedAt ??= Date.now();
  }

  /** @param {number} seconds */
  advance(seconds) {
    this.#ahead += seconds * 1000;
  }

  forget() {
    this.requests.clear();
  }

  get requestCount() {
    return [...this.requests.values()].reduce((sum, count) => sum + count, 0);
  }

  /** A refresh token to be signed in with. */
  get refreshToken() {
    return this.#token('refresh', 14 * 86_400);
  }

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  answer(request, response) {
    const [path, query] = request.url.split('?');
    const key = `${request.method} ${path}`;
    this.requests.set(key, (this.requests.get(key) ?? 0) + 1);
    request.resume().on('end', () => this.#reply(request, response, path, query));
  }

  #reply(request, response, path, query) {
    if (request.method === 'POST') return this.#send(response, 200, this.#act(path));
    if (!this.#isLetIn(request)) return this.#send(response, 401, { detail: 'Authentication is needed.' });
    // There is never a message after the newest one, nor one before.
    const kept = query ? this.#put(path + query, []) : this.#bodies.get(path);
    if (!kept) return this.#send(response, 404, { detail: 'There is nothing at this address of the API.' });
    if (!this.tags) return this.#send(response, 200, kept.body);
    if (request.headers['if-none-match'] !== kept.tag) return this.#send(response, 200, kept.body, kept.tag);
    response.writeHead(304, this.#headers(kept.tag)).end();
  }

  #act(path) {
    if (path === '/api/chat/heartbeat/') return { success: true, last_activity: stamp(this.now()) };
    return { access: this.#token('access', accessSeconds), refresh: this.refreshToken };
  }

  #isLetIn({ headers }) {
    const claims = headers.authorization?.split('.')[1];
    return !!claims && JSON.parse(Buffer.from(claims, 'base64url').toString()).exp * 1000 > this.now().getTime();
  }

  /** As long as SimpleJWT's. @param {string} kind @param {number} lifetime */
  #token(kind, lifetime) {
    const iat = Math.floor(this.now().getTime() / 1000);
    const jti = createHash('md5').update(`${kind} ${(this.#tokens += 1)}`).digest('hex');
    const claims = encoded({ token_type: kind, exp: iat + lifetime, iat, jti, user_id: '1' });
    const text = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${claims}`;
    return `${text}.${createHash('sha256').update(text).digest('base64url')}`;
  }

  #put(path, value) {
    const body = Buffer.from(JSON.stringify(value));
    const kept = { body, tag: `"${createHash('md5').update(body).digest('hex')}"` };
    this.#bodies.set(path, kept);
    return kept;
  }

  #headers(tag) {
    return {
      Date: this.now().toUTCString(),
      Vary: 'Authorization, Accept',
      'Cache-Control': 'private, no-cache',
      Allow: 'GET, HEAD, OPTIONS',
      'X-Frame-Options': 'DENY',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      ...(tag && { ETag: tag }),
    };
  }

  #send(response, status, value, tag) {
    const body = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
    const content = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    response.writeHead(status, { ...this.#headers(tag), ...content }).end(body);
  }
}

/** As Django writes times. @param {Date} time */
function stamp(time) {
  return time.toISOString().replace('Z', '000Z');
}
