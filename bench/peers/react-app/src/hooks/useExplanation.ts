import { useEffect, useState } from 'react';
import { config } from '../config';
import { ago, span, timeOfDay } from '../lib/time';
import { statusOf, timing, useChatStore } from '../stores/chat';
import { useSession } from '../stores/session';

function next(what: string, at: number | undefined): string {
  if (!at) return '';
  const left = at - Date.now();
  return left < 1000 ? ` Next ${what} now.` : ` Next ${what} in ${span(left)}.`;
}

function ownWords(status: string): string {
  const { acceptedAt, lastActivity } = timing;
  const accepted = acceptedAt ? `Last heartbeat accepted ${ago(Date.now() - acceptedAt)}` : undefined;
  if (status === 'online') {
    if (!accepted || !lastActivity) return 'Others see you as online.';
    const ends = timeOfDay(new Date(lastActivity + config.onlineThresholdMs));
    return `Others see you as online. ${accepted}; without another you go offline at ${ends}.`;
  }
  if (status === 'offline') {
    return accepted
      ? `Others see you as offline. ${accepted}.`
      : 'Others see you as offline: the server has not heard from you yet.';
  }
  return accepted ? `How others see you is not known. ${accepted}.` : 'How others see you is not known yet.';
}

function othersWords(status: string): string {
  const { confirmedAt } = timing;
  switch (useChatStore.getState().freshness) {
    case 'unsupported':
      return 'This server does not tell who is online.';
    case 'pending':
      return 'The server has not said yet who is online.';
    case 'stale':
      return confirmedAt
        ? `Last confirmed at ${timeOfDay(new Date(confirmedAt))}. That is too long ago to be believed.`
        : 'The server has not said yet who is online.';
    default: {
      const list = status === 'online' ? 'On' : 'Not on';
      return `${list} the server’s list of people online, confirmed ${ago(Date.now() - (confirmedAt ?? 0))}.`;
    }
  }
}

function explain(user: number): string {
  const status = statusOf(useChatStore.getState(), user);
  return user === useSession.getState().user?.id
    ? ownWords(status) + next('heartbeat', timing.nextHeartbeat)
    : othersWords(status) + next('check', timing.nextCheck);
}

/** Why a person's dot says what it says, kept true while somebody reads it. */
export function useExplanation(user: number | undefined): string {
  const [words, setWords] = useState('');
  useEffect(() => {
    if (user === undefined) return setWords('');
    const tick = (): void => setWords(explain(user));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [user]);
  return words;
}
