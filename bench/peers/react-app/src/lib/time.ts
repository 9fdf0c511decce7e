const format = (options: Intl.DateTimeFormatOptions): ((date: Date) => string) => {
  const formatter = new Intl.DateTimeFormat([], options);
  return (date) => formatter.format(date);
};

export const timeOfDay = format({ hour: '2-digit', minute: '2-digit' });
export const fullDate = format({ dateStyle: 'full', timeStyle: 'short' });
const weekday = format({ weekday: 'short' });
const shortDate = format({ day: 'numeric', month: 'short' });
const longDate = format({ weekday: 'long', day: 'numeric', month: 'long' });

/** Days since 1970 on the reader's calendar. */
export const localDay = (date: Date): number =>
  Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);

const daysAgo = (date: Date): number => localDay(new Date()) - localDay(date);

export function recent(date: Date): string {
  const days = daysAgo(date);
  if (days <= 0) return timeOfDay(date);
  if (days === 1) return 'Yesterday';
  return days < 7 ? weekday(date) : shortDate(date);
}

export function day(date: Date): string {
  const days = daysAgo(date);
  return days <= 0 ? 'Today' : days === 1 ? 'Yesterday' : longDate(date);
}

export const isToday = (date: Date): boolean => daysAgo(date) <= 0;

export function span(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

export const ago = (ms: number): string => (ms < 1000 ? 'just now' : `${span(ms)} ago`);
