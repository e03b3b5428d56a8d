import { type Hours, type Range, WEEKDAYS } from './hours.ts';

/** The hours of a week, for the log: `monday to friday 9:00-17:00, saturday 10:00-12:00 and 13:00-15:00`. */
export function describeHours({ week }: Pick<Hours, 'week'>): string {
  const days = WEEKDAYS.map((day) => ({
    day,
    hours: (week[day] ?? []).map(rangeText).join(' and '),
  }));
  const groups: { first: string; last: string; hours: string }[] = [];
  for (const { day, hours } of days) {
    const group = groups.at(-1);
    if (group?.hours === hours) group.last = day;
    else groups.push({ first: day, last: day, hours });
  }
  return groups
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => `${first === last ? first : `${first} to ${last}`} ${hours}`)
    .join(', ');
}

function rangeText({ from, to }: Range): string {
  return `${timeText(from)}-${timeText(to)}`;
}

function timeText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
