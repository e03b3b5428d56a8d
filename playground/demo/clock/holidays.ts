const HOLIDAY = 15;
const YEARS = 10;

/** The 15th of each month, so that one is near whenever the demo runs: as `2026-01-15`. */
export function demoHolidays(first: number = new Date().getFullYear()): string[] {
  const months = Array.from({ length: 12 * YEARS }, (_, month) => month);
  return months.map((month) =>
    new Date(Date.UTC(first, month, HOLIDAY)).toISOString().slice(0, 10),
  );
}

export function isHoliday(day: Date): boolean {
  return day.getDate() === HOLIDAY;
}
