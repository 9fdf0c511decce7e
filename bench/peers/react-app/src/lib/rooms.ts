import type { Message, Room, User } from '../types';
import type { Unsent } from '../stores/conversations';
import { contains, firstName } from './people';

const longestPreview = 120;

export const othersIn = (room: Room, me: number): User[] => room.participants.filter((user) => user.id !== me);

/** Who stands for the room in a list. */
export function facesOf(room: Room, me: number): User[] {
  const others = othersIn(room, me).slice(0, 2);
  return others.length > 0 ? others : room.participants.slice(0, 1);
}

export function filterRooms(rooms: Room[], typed: string): Room[] {
  const query = typed.trim().toLowerCase();
  if (!query) return rooms;
  return rooms.filter(
    (room) => contains(room.name, query) || room.participants.some((user) => contains(user.display_name, query)),
  );
}

const newestFirst = (a: Room, b: Room): number =>
  (Date.parse(b.last_message?.timestamp ?? '') || 0) - (Date.parse(a.last_message?.timestamp ?? '') || 0) ||
  (b.last_message?.id ?? 0) - (a.last_message?.id ?? 0);

export const newestRooms = (rooms: Room[], count: number): Room[] => [...rooms].sort(newestFirst).slice(0, count);

export const totalUnread = (rooms: Room[] | undefined, open: number | undefined): number =>
  (rooms ?? []).reduce((sum, room) => (room.id === open ? sum : sum + room.unread_count), 0);

export function preview(room: Room, me: number, unsent: Unsent[]): string {
  const failed = unsent.find((message) => message.failure);
  if (failed) return `Not sent: ${failed.content.slice(0, longestPreview)}`;
  if (unsent.length > 0) return 'Sending…';
  const last = room.last_message;
  if (!last) return 'No messages yet';
  const text = last.content.slice(0, longestPreview);
  if (last.sender.id === me) return `You: ${text}`;
  return othersIn(room, me).length === 1 ? text : `${firstName(last.sender)}: ${text}`;
}

export function audience(others: User[] | undefined): string {
  if (others?.length === 0) return 'Only you can read it.';
  if (others?.length === 1) return `Only you and ${firstName(others[0]!)} can read it.`;
  return 'Everyone in this room can read it.';
}

const groupGapMs = 5 * 60_000;

/** Whether what `sender` writes at `time` stands under the name of the message before. */
export const continues = (before: Message | undefined, sender: number, time: number): boolean =>
  before?.sender.id === sender && time - Date.parse(before.timestamp) <= groupGapMs;
