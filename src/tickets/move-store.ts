import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import { json, type TableOf, withDefault } from '../database/tables.ts';

/** Where a note is that was taken along: its words are in Slack alone. */
export const NotePlace = z.object({ channel: z.string(), root: z.string(), ts: z.string() });
export type NotePlace = z.infer<typeof NotePlace>;

/** That an agent sent a ticket to other agents. Places are categories' ids, or `triage`. */
export const Move = z.object({
  id: withDefault(z.number()),
  team: z.string(),
  ticket_id: z.string(),
  moved_by: z.string(),
  moved_from: z.string(),
  moved_to: z.string(),
  moved_at: z.date(),
  /** The agents' notes go along. */
  takes_notes: z.boolean(),
  /** Those that did; null until the ticket is with its new agents. */
  notes: json(z.array(NotePlace).nullable()),
});
export type Move = z.infer<typeof Move>;

declare module '../database/tables.ts' {
  interface Tables {
    moves: TableOf<typeof Move>;
  }
}

export async function insertMove(
  transaction: Transaction,
  move: Omit<Move, 'id' | 'notes'>,
): Promise<void> {
  await transaction
    .insertInto('moves')
    .values({ ...move, notes: null })
    .execute();
}

/** The moves of a ticket, earliest first. */
export async function movesOf(queries: Queries, ticketId: string): Promise<Move[]> {
  const rows = await queries
    .selectFrom('moves')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('id')
    .execute();
  return rows.map((row) => Move.parse(row));
}

/** Stores which notes a move took along. */
export async function noteCarried(
  transaction: Transaction,
  { id, notes }: { id: number; notes: NotePlace[] },
): Promise<void> {
  await transaction
    .updateTable('moves')
    .set({ notes: JSON.stringify(notes) })
    .where('id', '=', id)
    .execute();
}
