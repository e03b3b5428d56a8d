import { z } from 'zod';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MS_OF: Record<string, number> = { m: MINUTE_MS, h: HOUR_MS, d: 24 * HOUR_MS };

/** A time such as `15m` or `4h`, in milliseconds: counted in working time, a day has no length of its own. */
export const WorkingDuration = duration(
  /^(?<count>\d{1,4})(?<unit>[mh])$/,
  'write a time as 30m or 4h, more than none',
);

/** A time by the calendar, such as `12h` or `3d`, in milliseconds: a day is 24 hours. */
export const Duration = duration(
  /^(?<count>\d{1,4})(?<unit>[mhd])$/,
  'write a time as 30m, 4h or 3d, more than none',
);

function duration(form: RegExp, howToWrite: string) {
  return z.string({ error: howToWrite }).transform((text, context): number => {
    const { count, unit = '' } = form.exec(text)?.groups ?? {};
    const ms = Number(count) * (MS_OF[unit] ?? 0);
    if (ms > 0) return ms;
    context.addIssue({ code: 'custom', message: howToWrite });
    return z.NEVER;
  });
}
