import type { User } from '../types';

const isWordLike = /[^\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e\u2000-\u206f]/u;

export const firstName = (user: User): string => user.display_name.trim().split(/\s+/)[0] || user.username;

/** The first letters of the first and the last word. */
export function initials(user: User): string {
  const letters = user.display_name.trim().split(/\s+/).flatMap((word) => word.match(isWordLike)?.[0] ?? []);
  return letters.length > 1 ? letters[0]! + letters[letters.length - 1]! : letters.join('');
}

/** Which of the style sheet's six tints. */
export const tone = (user: User): number => (user.id * 2_654_435_761) % 6;

export const roleOf = (user: User): string => (user.is_staff ? 'Staff' : 'Veteran');

const key = (user: User): string => user.display_name.toLowerCase();

export function byName(people: Iterable<User>, first?: number): User[] {
  const keyed = [...people].map((user) => ({ user, key: key(user) }));
  keyed.sort((a, b) => {
    if (a.user.id === first || b.user.id === first) return a.user.id === first ? -1 : 1;
    return a.key < b.key ? -1 : a.key > b.key ? 1 : a.user.id - b.user.id;
  });
  return keyed.map(({ user }) => user);
}

export const contains = (text: string, query: string): boolean => text.toLowerCase().includes(query);
