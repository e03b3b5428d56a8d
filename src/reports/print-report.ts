import { parseArgs } from 'node:util';
import { claimant } from '../database/claim-store.ts';
import type { Queries } from '../database/open-database.ts';
import { zoneOf } from '../database/workspace-store.ts';
import type { Desk } from '../desk/desk.ts';
import { createDeskInUse } from '../settings/desk-in-use.ts';
import { createSettings } from '../settings/settings.ts';
import { PeriodInvalid, periodOf } from './period.ts';
import { reportCsv } from './report-table.ts';
import { reportText } from './report-text.ts';
import { reportFigures } from './week-figures.ts';

const options = {
  csv: { type: 'boolean' },
  json: { type: 'boolean' },
  since: { type: 'string' },
  until: { type: 'string' },
  week: { type: 'string' },
} as const;

const USAGE =
  'Write npm run report -- [--csv | --json] [--week 2026-11-16 | --since 2026-11-01 [--until 2026-11-30]].';

/**
 * What `npm run report` prints: from the database and the desk alone.
 *
 * @throws {PeriodInvalid} where the arguments name no period.
 */
export async function printReport(
  queries: Queries,
  { desk, arguments: args, now }: { desk: Desk; arguments: string[]; now: Date },
): Promise<string> {
  const { csv = false, json = false, ...asked } = readArguments(args);
  const team = await claimant(queries);
  if (team === undefined) return 'This database has no tickets: no bot has worked with it yet.\n';
  // Without Slack nobody knows the agents' zone; the bot has stored it.
  const zone = desk.hours.zone ?? (await zoneOf(queries, team)) ?? 'UTC';
  const period = periodOf(asked, { zone, now });
  const readDesk = createDeskInUse(desk, { zone, settings: createSettings({ desk, team }) });
  const byAgent = desk.report?.byAgent ?? false;
  const figures = await reportFigures(queries, { team, readDesk, byAgent, period });
  if (csv) return reportCsv(figures, desk);
  if (json) return `${JSON.stringify(figures, null, 2)}\n`;
  return reportText(figures, desk);
}

function readArguments(args: string[]) {
  const { values } = orUsage(() => parseArgs({ args, options }));
  if (values.csv && values.json) throw new PeriodInvalid(`--csv or --json, not both. ${USAGE}`);
  return values;
}

function orUsage<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new PeriodInvalid(USAGE, { cause });
  }
}
