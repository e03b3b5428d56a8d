/** A day as people write it, `7 Dec 2026`, of one as `2026-12-07`. */
export function dayText(day: string): string {
  const [, date, month, year] = new Date(`${day}T00:00:00Z`).toUTCString().split(' ');
  return `${Number(date)} ${month} ${year}`;
}
