/** `14:05`, in the visitor's locale. */
export function messageTime(ts: string): string {
  return new Date(Number(ts) * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** `14:05:09`. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString();
}

/** `Monday, November 22`, or `Today`. */
export function dayOf(ts: string): string {
  const date = new Date(Number(ts) * 1000);
  if (date.toDateString() === new Date().toDateString()) return 'Today';
  return date.toLocaleDateString([], { weekday: 'long', month: 'long', day: 'numeric' });
}
