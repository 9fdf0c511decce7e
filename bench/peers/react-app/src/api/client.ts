import { config } from '../config';
import { Failure, asFailure, failureOf } from './failure';

const refreshKey = 'leptos-presence.refresh';
const patienceMs = 15_000;

let access: string | undefined;
let refreshing: Promise<void> | undefined;

interface Tokens {
  access: string;
  refresh?: string;
}

export const hasSession = (): boolean => access !== undefined || localStorage.getItem(refreshKey) !== null;

export function forgetSession(): void {
  access = undefined;
  refreshing = undefined;
  localStorage.removeItem(refreshKey);
}

/** Calls back when another tab has begun or ended the session. */
export function onSessionChange(handle: (isThere: boolean) => void): void {
  addEventListener('storage', (event) => {
    if (event.key !== refreshKey || (event.oldValue && event.newValue)) return;
    access = undefined;
    handle(event.newValue !== null);
  });
}

async function exchange(path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = {};
  if (access) headers.Authorization = `Bearer ${access}`;
  if (body) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(config.apiUrl + path, {
      method: body ? 'POST' : 'GET',
      headers,
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    throw asFailure(error);
  }
}

async function takeTokens(path: string, body: unknown): Promise<void> {
  access = undefined;
  const reply = await exchange(path, body);
  if (!reply.ok) throw await failureOf(reply);
  const tokens = (await reply.json()) as Tokens;
  access = tokens.access;
  if (tokens.refresh) localStorage.setItem(refreshKey, tokens.refresh);
}

export const signIn = (username: string, password: string): Promise<void> =>
  takeTokens('/api/token/', { username, password });

/** A refresh token is good for one refresh: tabs take turns, and everyone in this tab waits for the same one. */
async function refreshInTurn(): Promise<void> {
  access = undefined;
  await navigator.locks.request('leptos-presence.refresh', async () => {
    const token = localStorage.getItem(refreshKey);
    if (!token) throw new Failure('unauthorised');
    await takeTokens('/api/token/refresh/', { refresh: token });
  });
  refreshing = undefined;
}

const refresh = (): Promise<void> =>
  (refreshing ??= refreshInTurn().catch((error: unknown) => {
    refreshing = undefined;
    throw error;
  }));

async function accepted(path: string, body?: unknown): Promise<Response> {
  if (!access) await refresh();
  const used = access;
  let reply = await exchange(path, body);
  if (reply.status === 401) {
    // Another request may have been refused, and refreshed, in the meantime; or its refresh is still under way.
    if (!access || access === used) await refresh();
    reply = await exchange(path, body);
  }
  if (!reply.ok) throw await failureOf(reply);
  return reply;
}

export async function get<T>(path: string): Promise<T> {
  const reply = await accepted(path);
  return (await reply.json().catch((error: unknown) => Promise.reject(asFailure(error)))) as T;
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const reply = await accepted(path, body);
  return (await reply.json().catch((error: unknown) => Promise.reject(asFailure(error)))) as T;
}

/** The newest text under each polled path: an equal reply is not read again. */
const newest = new Map<string, string>();

export async function getIfChanged<T>(path: string): Promise<T | undefined> {
  const text = await (await accepted(path)).text();
  if (newest.get(path) === text) return undefined;
  let value: T;
  try {
    value = JSON.parse(text) as T;
  } catch (error) {
    throw asFailure(error);
  }
  newest.set(path, text);
  return value;
}

export const forgetReplies = (): void => newest.clear();
