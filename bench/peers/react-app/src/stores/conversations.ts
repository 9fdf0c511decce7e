import { create } from 'zustand';
import { get, post } from '../api/client';
import { Failure } from '../api/failure';
import { readMessage, readMessages } from '../api/read';
import type { Message } from '../types';
import { heed, onSessionBegin, onSessionEnd, useSession } from './session';

export interface Unsent {
  key: number;
  content: string;
  writtenAt: number;
  sending?: boolean;
  failure?: Failure;
}

export interface Conversation {
  messages: Message[];
  loaded: boolean;
  failure?: Failure;
  older: 'possible' | 'loading' | 'none' | 'failed';
  unsent: Unsent[];
}

const blank: Conversation = { messages: [], loaded: false, older: 'possible', unsent: [] };

interface Conversations {
  byRoom: Record<number, Conversation>;
  drafts: Record<number, string>;
}

export const useConversations = create<Conversations>()(() => ({ byRoom: {}, drafts: {} }));

const of = (room: number): Conversation => useConversations.getState().byRoom[room] ?? blank;

export const useConversation = (room: number): Conversation => useConversations(({ byRoom }) => byRoom[room] ?? blank);

function change(room: number, part: Partial<Conversation>): void {
  useConversations.setState(({ byRoom }) => ({ byRoom: { ...byRoom, [room]: { ...(byRoom[room] ?? blank), ...part } } }));
}

/** Ascending by id, each once; a message that has not changed stays the same object. */
function merge(messages: Message[], received: Message[]): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  let changed = false;
  for (const message of received) {
    const old = byId.get(message.id);
    if (old?.content === message.content && old.sender.display_name === message.sender.display_name) continue;
    byId.set(message.id, message);
    changed = true;
  }
  return changed ? [...byId.values()].sort((a, b) => a.id - b.id) : messages;
}

/** A request whose reply was lost may have arrived all the same: no message is there twice. */
function stillUnsent(unsent: Unsent[], received: Message[]): Unsent[] {
  const me = useSession.getState().user?.id;
  const own = received.filter((message) => message.sender.id === me).map((message) => message.content.trim());
  return unsent.filter((message) => {
    const at = message.sending || message.failure?.isUncertain ? own.indexOf(message.content.trim()) : -1;
    if (at >= 0) own.splice(at, 1);
    return at < 0;
  });
}

const path = (room: number): string => `/api/chat/rooms/${room}/messages/`;

export async function pollMessages(room: number): Promise<void> {
  const last = of(room).messages.at(-1);
  try {
    const reply = readMessages(await get(path(room) + (last ? `?after=${last.id}` : '')));
    const before = of(room);
    const messages = merge(before.messages, reply);
    if (messages === before.messages && before.loaded && !before.failure) return;
    const news = last ? reply.filter((message) => message.id > last.id) : [];
    change(room, {
      messages,
      loaded: true,
      failure: undefined,
      older: messages.length > 0 ? before.older : 'none',
      unsent: stillUnsent(before.unsent, news),
    });
    if (before.unsent.length > 0) keep();
  } catch (error) {
    const failure = heed(error);
    change(room, { failure });
    throw failure;
  }
}

export async function loadOlder(room: number): Promise<void> {
  const { messages, older } = of(room);
  const first = messages[0];
  if (!first || older === 'loading' || older === 'none') return;
  change(room, { older: 'loading' });
  try {
    const merged = merge(of(room).messages, readMessages(await get(`${path(room)}?before=${first.id}`)));
    change(room, { messages: merged, older: merged[0] === first ? 'none' : 'possible' });
  } catch (error) {
    heed(error);
    change(room, { older: 'failed' });
  }
}

let lastKey = 0;

export function send(room: number, content: string): void {
  change(room, { unsent: [...of(room).unsent, { key: ++lastKey, content, writtenAt: Date.now() }] });
  void sendNext(room);
}

const put = (room: number, key: number, part: Partial<Unsent>): void =>
  change(room, { unsent: of(room).unsent.map((message) => (message.key === key ? { ...message, ...part } : message)) });

/** One at a time, so they arrive in the order of writing. */
async function sendNext(room: number): Promise<void> {
  keep();
  const { unsent } = of(room);
  const next = unsent.find((message) => !message.failure);
  if (!next || unsent.some((message) => message.sending)) return;
  put(room, next.key, { sending: true });
  try {
    const message = readMessage(await post<Message>(path(room), { content: next.content }));
    if (!message) throw new Failure('malformed');
    const { messages, unsent: now } = of(room);
    change(room, { messages: merge(messages, [message]), unsent: now.filter(({ key }) => key !== next.key) });
  } catch (error) {
    put(room, next.key, { sending: false, failure: heed(error) });
  }
  if (useSession.getState().user) void sendNext(room);
}

export function sendAgain(room: number, key: number): void {
  put(room, key, { failure: undefined });
  void sendNext(room);
}

export function discard(room: number, key: number): void {
  change(room, { unsent: of(room).unsent.filter((message) => message.key !== key) });
  keep();
}

export function setDraft(room: number, text: string): void {
  useConversations.setState(({ drafts }) => ({ drafts: { ...drafts, [room]: text } }));
  keep();
}

const keptUnder = (user: number): string => `leptos-presence.kept.${user}`;

/** What was typed outlives a reload, and the end of a session. */
function keep(): void {
  const user = useSession.getState().user;
  if (!user) return;
  const { byRoom, drafts } = useConversations.getState();
  const unsent = Object.entries(byRoom).flatMap(([room, conversation]) =>
    conversation.unsent.map(({ content, writtenAt }) => ({ room: Number(room), content, writtenAt })),
  );
  sessionStorage.setItem(keptUnder(user.id), JSON.stringify({ drafts, unsent }));
}

onSessionBegin((user) => {
  const kept = sessionStorage.getItem(keptUnder(user.id));
  if (!kept) return;
  const { drafts, unsent } = JSON.parse(kept) as {
    drafts: Conversations['drafts'];
    unsent: { room: number; content: string; writtenAt: number }[];
  };
  useConversations.setState({ drafts });
  for (const { room, content, writtenAt } of unsent) {
    const brought: Unsent = { key: ++lastKey, content, writtenAt, failure: new Failure('interrupted') };
    change(room, { unsent: [...of(room).unsent, brought] });
  }
});

onSessionEnd((byChoice) => {
  const user = useSession.getState().user;
  if (byChoice && user) sessionStorage.removeItem(keptUnder(user.id));
  useConversations.setState({ byRoom: {}, drafts: {} });
});
