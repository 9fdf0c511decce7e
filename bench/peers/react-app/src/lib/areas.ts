import type { Area, User } from '../types';

export const homeOf = (user: User): Area => (user.is_staff ? '/admin' : '/dashboard');

/** Where to go after sign-in: an address of another site is none of this app's pages. */
export function afterSignIn(next: string | null, user: User): string {
  return next && /^\/(dashboard|admin)($|[/?#])/.test(next) ? next : homeOf(user);
}
