import type { Queries } from '../../database/open-database.ts';
import { hasUnfinishedJob } from '../../jobs/pg-boss-tables.ts';
import { CatchUp, CatchUpSince, RegularCatchUp } from './history-range.ts';

/** Whether nothing is left to do that would bring in what a channel's customers wrote unnoticed. */
export async function isCaughtUp(
  queries: Queries,
  { team, channel }: { team: string; channel: string },
): Promise<boolean> {
  for (const { name } of [CatchUpSince, RegularCatchUp]) {
    if (await hasUnfinishedJob(queries, { name })) return false;
  }
  return !(await hasUnfinishedJob(queries, {
    name: CatchUp.name,
    keyBegins: `${team}:${channel}:`,
  }));
}
