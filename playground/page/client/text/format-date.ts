/** Fills in Slack's date format, e.g. `{date_short_pretty}, {time}`, in the reader's own zone. */
export function formatDate(format: string, { at, now }: { at: Date; now: Date }): string {
  return format.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === 'ago') return ago(at, now);
    const plain = name.replace(/_pretty$/, '');
    const near = plain === name ? undefined : nearDay(at, now);
    if (near) return near;
    if (plain === 'date_num')
      return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    const style = styles.get(plain);
    return style ? at.toLocaleString('en-US', style) : whole;
  });
}

const styles = new Map<string, Intl.DateTimeFormatOptions>([
  ['date', { month: 'long', day: 'numeric', year: 'numeric' }],
  ['date_slash', { month: '2-digit', day: '2-digit', year: 'numeric' }],
  ['date_long', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }],
  ['date_short', { month: 'short', day: 'numeric', year: 'numeric' }],
  ['day_divider', { weekday: 'long', month: 'long', day: 'numeric' }],
  ['time', { hour: 'numeric', minute: '2-digit' }],
  ['time_secs', { hour: 'numeric', minute: '2-digit', second: '2-digit' }],
]);

const dayMs = 86_400_000;

function nearDay(at: Date, now: Date): string | undefined {
  const days = Math.round((midnight(at) - midnight(now)) / dayMs);
  return { '-1': 'Yesterday', '0': 'Today', '1': 'Tomorrow' }[String(days)];
}

function midnight(day: Date): number {
  return new Date(day).setHours(0, 0, 0, 0);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function ago(at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  const words = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
  if (Math.abs(minutes) < 1440) return words.format(Math.round(minutes / 60), 'hour');
  return words.format(Math.round(minutes / 1440), 'day');
}
