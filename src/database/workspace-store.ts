import { z } from 'zod';
import type { Queries, Transaction } from './open-database.ts';
import { type TableOf, withDefault } from './tables.ts';

/** What the bot keeps of the workspace that it serves. */
export const WorkspaceRow = z.object({
  team: z.string(),
  last_ticket_number: withDefault(z.number()),
  first_started_at: z.date(),
  /** In which the desk's days are counted, as the bot last found it; null before that. */
  zone: z.string().nullable(),
});

declare module './tables.ts' {
  interface Tables {
    workspaces: TableOf<typeof WorkspaceRow>;
  }
}

/** Takes the next number of a workspace's tickets, without gaps among those that are committed. */
export async function takeTicketNumber(
  transaction: Transaction,
  { team, at }: { team: string; at: Date },
): Promise<number> {
  const { last_ticket_number } = await transaction
    .insertInto('workspaces')
    .values({ team, last_ticket_number: 1, first_started_at: at })
    .onConflict((conflict) =>
      conflict.column('team').doUpdateSet(({ eb, ref }) => ({
        last_ticket_number: eb(ref('workspaces.last_ticket_number'), '+', 1),
      })),
    )
    .returning('last_ticket_number')
    .executeTakeFirstOrThrow();
  return last_ticket_number;
}

/** When the bot was first started for a workspace; that is now if it never was. */
export async function firstStart(
  transaction: Transaction,
  { team, at }: { team: string; at: Date },
): Promise<Date> {
  await transaction
    .insertInto('workspaces')
    .values({ team, first_started_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { first_started_at } = await transaction
    .selectFrom('workspaces')
    .select('first_started_at')
    .where('team', '=', team)
    .executeTakeFirstOrThrow();
  return first_started_at;
}

/** Stores the zone in which the desk's days are counted, for who asks without Slack. */
export async function rememberZone(
  transaction: Transaction,
  { team, zone, at }: { team: string; zone: string; at: Date },
): Promise<void> {
  await transaction
    .insertInto('workspaces')
    .values({ team, zone, first_started_at: at })
    .onConflict((conflict) => conflict.column('team').doUpdateSet({ zone }))
    .execute();
}

/** The zone in which the desk's days are counted, as the bot last found it. */
export async function zoneOf(queries: Queries, team: string): Promise<string | undefined> {
  const row = await queries
    .selectFrom('workspaces')
    .select('zone')
    .where('team', '=', team)
    .executeTakeFirst();
  return row?.zone ?? undefined;
}
