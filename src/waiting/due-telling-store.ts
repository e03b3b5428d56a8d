import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';

/** What the agents of a channel were told of a ticket: by which line, and whom that mentions. */
export const DueTelling = z.object({
  ticket_id: z.string(),
  /** The beginning of the agents' turn, or the end of a snooze in it. */
  counted_from: z.date(),
  channel: z.string(),
  team: z.string(),
  turn_since: z.date(),
  stage: z.enum(['soon', 'overdue']),
  /** The line that it stands in. */
  line_id: z.string(),
  /** Who was to be mentioned for it: a user, or a user group. */
  mentioned: z.string().nullable(),
  /** The line that mentions them; null where an earlier one did. */
  mentioned_by: z.string().nullable(),
  /** Since when it stands there no more. */
  over_at: z.date().nullable(),
});
export type DueTelling = z.infer<typeof DueTelling>;

declare module '../database/tables.ts' {
  interface Tables {
    due_tellings: TableOf<typeof DueTelling>;
  }
}

/** What stands in the lines of all channels. */
export async function standingTellings(queries: Queries, team: string): Promise<DueTelling[]> {
  const rows = await queries
    .selectFrom('due_tellings')
    .selectAll()
    .where('team', '=', team)
    .where('over_at', 'is', null)
    .execute();
  return rows.map((row) => DueTelling.parse(row));
}

/** What stands in one line. */
export async function tellingsOfLine(queries: Queries, lineId: string): Promise<DueTelling[]> {
  const rows = await queries
    .selectFrom('due_tellings')
    .selectAll()
    .where('line_id', '=', lineId)
    .where('over_at', 'is', null)
    .execute();
  return rows.map((row) => DueTelling.parse(row));
}

/** All that was ever told of some tickets. */
export async function tellingsOf(
  queries: Queries,
  ticketIds: readonly string[],
): Promise<DueTelling[]> {
  if (ticketIds.length === 0) return [];
  const rows = await queries
    .selectFrom('due_tellings')
    .selectAll()
    .where('ticket_id', 'in', ticketIds)
    .execute();
  return rows.map((row) => DueTelling.parse(row));
}

/** Stores that a ticket stands in a line; what was told of the same turn in the same channel is replaced. */
export async function storeTelling(
  transaction: Transaction,
  telling: Omit<DueTelling, 'over_at'>,
): Promise<void> {
  const { stage, line_id, mentioned, mentioned_by } = telling;
  await transaction
    .insertInto('due_tellings')
    .values({ ...telling, over_at: null })
    .onConflict((conflict) =>
      conflict
        .columns(['ticket_id', 'counted_from', 'channel'])
        .doUpdateSet({ stage, line_id, mentioned, mentioned_by, over_at: null }),
    )
    .execute();
}

/** Stores that what stood in a line is no longer due there. */
export async function endTelling(
  transaction: Transaction,
  { ticket_id, counted_from, channel }: DueTelling,
  at: Date,
): Promise<void> {
  await transaction
    .updateTable('due_tellings')
    .set({ over_at: at })
    .where('ticket_id', '=', ticket_id)
    .where('counted_from', '=', counted_from)
    .where('channel', '=', channel)
    .execute();
}

/** Forgets what has stood in no line since before a moment: by then it is told anew, should it be due. */
export async function forgetTellings(transaction: Transaction, before: Date): Promise<void> {
  await transaction.deleteFrom('due_tellings').where('over_at', '<', before).execute();
}

/** Forgets a line that was not posted: it told nobody anything. */
export async function forgetLine(transaction: Transaction, lineId: string): Promise<void> {
  await transaction.deleteFrom('due_tellings').where('line_id', '=', lineId).execute();
}

/** Lets what stands in the lines of a channel go on under the id that it has now; what is there already stays. */
export async function moveTellings(
  transaction: Transaction,
  { team, from, to }: { team: string; from: string; to: string },
): Promise<void> {
  await transaction
    .updateTable('due_tellings')
    .set({ channel: to })
    .where('team', '=', team)
    .where('channel', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('due_tellings as there')
            .select('there.line_id')
            .whereRef('there.ticket_id', '=', 'due_tellings.ticket_id')
            .whereRef('there.counted_from', '=', 'due_tellings.counted_from')
            .where('there.channel', '=', to),
        ),
      ),
    )
    .execute();
}
