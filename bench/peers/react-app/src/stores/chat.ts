import { create } from 'zustand';
import { getIfChanged, post } from '../api/client';
import { Failure } from '../api/failure';
import { readOnline, readRooms, readUsers } from '../api/read';
import { config } from '../config';
import type { Room, Status, User } from '../types';
import { heed, onSessionBegin, onSessionEnd } from './session';

interface Chat {
  online: ReadonlySet<number>;
  /** What the set is worth. */
  freshness: 'pending' | 'fresh' | 'stale' | 'unsupported';
  people: ReadonlyMap<number, User>;
  peopleComplete: boolean;
  peopleFailure?: Failure;
  rooms?: Room[];
  roomsFailure?: Failure;
  openRoom?: number;
}

const empty: Chat = { online: new Set(), freshness: 'pending', people: new Map(), peopleComplete: false };

export const useChatStore = create<Chat>()(() => empty);
const { getState, setState } = useChatStore;

export function statusOf({ freshness, online }: Chat, id: number): Status {
  if (freshness === 'unsupported') return 'offline';
  if (freshness !== 'fresh') return 'unknown';
  return online.has(id) ? 'online' : 'offline';
}

export const useStatus = (id: number): Status => useChatStore((chat) => statusOf(chat, id));

export const onlineCount = ({ freshness, online }: Chat): number | undefined =>
  freshness === 'unsupported' ? 0 : freshness === 'fresh' ? online.size : undefined;

/** When what came and what comes next; nothing on the page follows from these but the words of the status card. */
export const timing: {
  confirmedAt?: number;
  nextCheck?: number;
  acceptedAt?: number;
  lastActivity?: number;
  nextHeartbeat?: number;
} = {};

let staleTimer = 0;

function confirm(): void {
  timing.confirmedAt = Date.now();
  clearTimeout(staleTimer);
  staleTimer = window.setTimeout(() => setState({ freshness: 'stale' }), config.staleAfterMs);
}

function tellOnline(ids: number[] | undefined): void {
  confirm();
  const fresh = { freshness: 'fresh' } as const;
  if (ids) setState({ ...fresh, online: new Set(ids) });
  else if (getState().freshness !== 'fresh') setState(fresh);
}

const onlinePaths = ['/api/chat/online-users/', '/api/chat/rooms/online_users/'];
let onlinePath = 0;

export async function pollOnline(): Promise<void> {
  console.info('[Online Users] Fetching online users...');
  for (let tried = 0; ; tried++) {
    try {
      const reply = await getIfChanged<{ online_users: number[] }>(onlinePaths[onlinePath]!);
      tellOnline(reply && readOnline(reply));
      console.info(`[Online Users] Fetched: ${getState().online.size}`);
      return;
    } catch (error) {
      const failure = heed(error);
      if (failure.kind !== 'missing') {
        console.warn(`[Online Users] Failed: ${failure.message}`);
        if (getState().freshness === 'pending' && !staleTimer) confirmNothing();
        throw failure;
      }
      onlinePath = 1 - onlinePath;
      if (tried > 0) {
        clearTimeout(staleTimer);
        if (getState().freshness !== 'unsupported') setState({ freshness: 'unsupported' });
        throw failure;
      }
    }
  }
}

/** Nothing has ever been heard: that grows old, too. */
function confirmNothing(): void {
  staleTimer = window.setTimeout(() => setState({ freshness: 'stale' }), config.staleAfterMs);
}

/** Unchanged rooms stay the same objects, so that their rows are not drawn again. */
function reuse<T extends { id: number }>(before: T[] | undefined, now: T[]): T[] {
  const known = new Map(before?.map((item) => [item.id, item]));
  return now.map((item) => {
    const old = known.get(item.id);
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
}

function learn(users: Iterable<User>): ReadonlyMap<number, User> {
  const before = getState().people;
  let people: Map<number, User> | undefined;
  for (const user of users) {
    const old = before.get(user.id);
    if (old?.display_name === user.display_name && old.is_staff === user.is_staff) continue;
    people ??= new Map(before);
    people.set(user.id, user);
  }
  return people ?? before;
}

export async function pollRooms(): Promise<void> {
  try {
    const reply = await getIfChanged<unknown>('/api/chat/rooms/');
    if (reply) {
      const rooms = reuse(getState().rooms, readRooms(reply));
      setState({ rooms, people: learn(rooms.flatMap((room) => room.participants)), roomsFailure: undefined });
    } else if (getState().roomsFailure) {
      setState({ roomsFailure: undefined });
    }
  } catch (error) {
    const roomsFailure = heed(error);
    setState({ roomsFailure });
    throw roomsFailure;
  }
}

export async function pollPeople(): Promise<void> {
  try {
    const reply = await getIfChanged<unknown>('/api/users/');
    if (reply) setState({ people: learn(readUsers(reply)), peopleComplete: true, peopleFailure: undefined });
    else if (getState().peopleFailure) setState({ peopleFailure: undefined });
  } catch (error) {
    const peopleFailure = heed(error);
    setState({ peopleFailure });
    throw peopleFailure;
  }
}

export async function sendHeartbeat(me: number): Promise<void> {
  console.info('[Heartbeat] Sending heartbeat...');
  try {
    const reply = await post<{ last_activity: string }>('/api/chat/heartbeat/', { timestamp: new Date().toISOString() });
    timing.acceptedAt = Date.now();
    timing.lastActivity = Date.parse(reply.last_activity);
    const { online, freshness } = getState();
    if (freshness === 'fresh' && !online.has(me)) setState({ online: new Set(online).add(me) });
    console.info('[Heartbeat] Sent successfully');
  } catch (error) {
    const failure = heed(error);
    console.warn(`[Heartbeat] Failed: ${failure.message}`);
    if (failure.kind !== 'missing') throw failure;
  }
}

/** Asks at once, where a person does not want to wait for the next poll. */
export const tryAgain = (poll: () => Promise<void>) => (): void => void poll().catch(() => undefined);

onSessionBegin((user) => setState({ people: learn([user]) }));
onSessionEnd(() => {
  clearTimeout(staleTimer);
  staleTimer = 0;
  for (const key of Object.keys(timing) as (keyof typeof timing)[]) delete timing[key];
  setState(empty, true);
});
