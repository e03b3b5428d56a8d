/** `2:05 PM` or `14:05`, in the visitor's locale. */
export function messageTime(ts: string): string {
  return hourAndMinute.format(dateOf(ts));
}

/** `2:05` or `14:05`: short enough for the margin beside a message. */
export function marginTime(ts: string): string {
  const parts = hourAndMinute.formatToParts(dateOf(ts));
  return parts
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();
}

const hourAndMinute = new Intl.DateTimeFormat([], { hour: 'numeric', minute: '2-digit' });

function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

/** `14:05:09`. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString();
}

/** `Mon 14:05`. */
export function dayAndTime(at: number): string {
  const date = new Date(at);
  return `${date.toLocaleDateString([], { weekday: 'short' })} ${hourAndMinute.format(date)}`;
}

/** `Monday, November 22`, or `Today`. */
export function dayOf(ts: string, now: number): string {
  const date = dateOf(ts);
  if (date.toDateString() === new Date(now).toDateString()) return 'Today';
  return date.toLocaleDateString([], { weekday: 'long', month: 'long', day: 'numeric' });
}
