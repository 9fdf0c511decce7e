import type { Message, Room, User } from '../types';
import { Failure } from './failure';

/** A plain list or one page of Django REST framework's pagination; what can't be read in it is left out. */
function list<T>(reply: unknown, read: (item: T) => T | undefined): T[] {
  const items = Array.isArray(reply) ? reply : (reply as { results?: unknown } | null)?.results;
  if (!Array.isArray(items)) throw new Failure('malformed');
  return (items as (T | null)[]).flatMap((item) => (item && read(item)) ?? []);
}

export function readUser(user: User): User | undefined {
  if (typeof user?.id !== 'number' || typeof user.username !== 'string' || typeof user.display_name !== 'string') return;
  return user.display_name.trim() ? user : { ...user, display_name: user.username };
}

export function readMessage(message: Message): Message | undefined {
  const sender = readUser(message.sender);
  const isWhole = typeof message.id === 'number' && typeof message.content === 'string' && Date.parse(message.timestamp);
  return sender && isWhole ? { ...message, sender } : undefined;
}

function readRoom(room: Room): Room | undefined {
  if (typeof room.id !== 'number' || typeof room.name !== 'string' || !Array.isArray(room.participants)) return;
  return {
    ...room,
    participants: list(room.participants, readUser),
    last_message: (room.last_message && readMessage(room.last_message)) ?? null,
  };
}

export const readUsers = (reply: unknown): User[] => list(reply, readUser);
export const readMessages = (reply: unknown): Message[] => list(reply, readMessage);
export const readRooms = (reply: unknown): Room[] => list(reply, readRoom);

export function readOnline(reply: { online_users?: unknown }): number[] {
  if (!Array.isArray(reply?.online_users)) throw new Failure('malformed');
  return reply.online_users.filter((id): id is number => typeof id === 'number');
}
