import { create } from 'zustand';
import { forgetReplies, forgetSession, get, hasSession, onSessionChange, signIn } from '../api/client';
import { Failure, asFailure } from '../api/failure';
import { readUser } from '../api/read';
import type { User } from '../types';

interface Session {
  user?: User;
  /** A session of before the reload is being taken up. */
  restoring: boolean;
  /** Why that, or the sign-in, failed. */
  failure?: Failure;
  ended?: 'byChoice' | 'expired';
  busy: boolean;
}

export const useSession = create<Session>()(() => ({ restoring: hasSession(), busy: false }));

const whenEnded = new Set<(byChoice: boolean) => void>();
export const onSessionEnd = (handle: (byChoice: boolean) => void): void => void whenEnded.add(handle);

const whenBegun = new Set<(user: User) => void>();
export const onSessionBegin = (handle: (user: User) => void): void => void whenBegun.add(handle);

function end(ended: 'byChoice' | 'expired'): void {
  whenEnded.forEach((handle) => handle(ended === 'byChoice'));
  forgetSession();
  forgetReplies();
  useSession.setState({ user: undefined, restoring: false, failure: undefined, ended });
}

export const signOut = (): void => end('byChoice');

/** Every request's failure passes here: a session that the backend no longer knows is over. */
export function heed(error: unknown): Failure {
  const failure = asFailure(error);
  if (failure.kind === 'unauthorised' && useSession.getState().user) end('expired');
  return failure;
}

async function loadMe(): Promise<void> {
  const user = readUser(await get<User>('/api/users/me/'));
  if (!user) throw new Failure('malformed');
  whenBegun.forEach((handle) => handle(user));
  useSession.setState({ user, restoring: false, failure: undefined, ended: undefined });
}

export async function signInAs(username: string, password: string): Promise<void> {
  useSession.setState({ busy: true, failure: undefined });
  try {
    await signIn(username, password);
    await loadMe();
    useSession.setState({ busy: false });
  } catch (error) {
    forgetSession();
    useSession.setState({ busy: false, failure: asFailure(error) });
  }
}

let attempts = 0;
let retry = 0;

export async function restore(): Promise<void> {
  clearTimeout(retry);
  useSession.setState({ restoring: true, busy: true });
  try {
    await loadMe();
    attempts = 0;
    useSession.setState({ busy: false });
  } catch (error) {
    const failure = asFailure(error);
    useSession.setState({ busy: false, failure });
    if (failure.kind === 'unauthorised') return end('expired');
    retry = window.setTimeout(() => void restore(), failure.retryAfterMs ?? Math.random() * Math.min(30_000, 1000 * 2 ** attempts++));
  }
}

onSessionChange((isThere) => {
  if (isThere) void restore();
  else if (useSession.getState().user) end('expired');
});
