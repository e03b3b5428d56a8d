import type { Queries } from '../database/open-database.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import { eventsUntil } from '../tickets/event-store.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type Period, weekBefore } from './period.ts';

type Of = { team: string; readDesk: ReadDesk; byAgent: boolean };

/** What happened in a period. */
export async function reportFigures(
  queries: Queries,
  { team, readDesk, byAgent, period }: Of & { period: Period },
): Promise<Figures> {
  const { zone, workingTime } = await readDesk(queries);
  const { since, until } = period;
  const events = await eventsUntil(queries, { team, since, until });
  return figuresOf(events, { period, zone, workingTime, byAgent });
}

/** What happened in this week until now, or in one before it: 1 is the last whole week. */
export async function weekFigures(
  queries: Queries,
  { weeksAgo, at, ...of }: Of & { weeksAgo: number; at: Date },
): Promise<Figures> {
  const { zone } = await of.readDesk(queries);
  const period = weekBefore(at, { weeks: weeksAgo, zone });
  return reportFigures(queries, { ...of, period });
}
