import { sql } from 'kysely';
import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import type { TableOf } from '../database/tables.ts';

/** That an agent is away. */
export const Absence = z.object({
  team: z.string(),
  agent: z.string(),
  /** The day on which they are back, as `2026-12-07`. */
  day: z.string(),
  /** The beginning of that day where the desk is. */
  until: z.date(),
  set_at: z.date(),
});
export type Absence = z.infer<typeof Absence>;

declare module '../database/tables.ts' {
  interface Tables {
    absences: TableOf<typeof Absence>;
  }
}

type Agent = Pick<Absence, 'team' | 'agent'>;

/** The absence of an agent at a moment; undefined where they are there. */
export async function absenceOf(
  queries: Queries,
  { team, agent, at }: Agent & { at: Date },
): Promise<Absence | undefined> {
  const row = await queries
    .selectFrom('absences')
    .selectAll()
    .where('team', '=', team)
    .where('agent', '=', agent)
    .where('until', '>', at)
    .executeTakeFirst();
  return row && Absence.parse(row);
}

/** The agents who are away at a moment. */
export async function agentsAway(
  queries: Queries,
  { team, at }: { team: string; at: Date },
): Promise<ReadonlySet<string>> {
  const rows = await queries
    .selectFrom('absences')
    .select('agent')
    .where('team', '=', team)
    .where('until', '>', at)
    .execute();
  return new Set(rows.map(({ agent }) => agent));
}

/** Lets nobody begin to be away until the transaction ends; several may wait for that at once. */
export async function keepAbsence(transaction: Transaction, agent: Agent): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${keyOf(agent)}, 0))`.execute(
    transaction,
  );
}

/** Waits until nobody relies on an agent being there, and keeps others from it until the transaction ends. */
export async function lockAbsence(transaction: Transaction, agent: Agent): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${keyOf(agent)}, 0))`.execute(
    transaction,
  );
}

function keyOf({ team, agent }: Agent): string {
  return `absence:${team}:${agent}`;
}

/** Stores that an agent is away, in place of what was stored before. */
export async function storeAbsence(transaction: Transaction, absence: Absence): Promise<void> {
  const { day, until, set_at } = absence;
  await transaction
    .insertInto('absences')
    .values(absence)
    .onConflict((conflict) =>
      conflict.columns(['team', 'agent']).doUpdateSet({ day, until, set_at }),
    )
    .execute();
}

export async function deleteAbsence(
  transaction: Transaction,
  { team, agent }: Agent,
): Promise<void> {
  await transaction
    .deleteFrom('absences')
    .where('team', '=', team)
    .where('agent', '=', agent)
    .execute();
}

/** Forgets the absences that are over, and returns whose they were. */
export async function forgetAbsencesUntil(
  transaction: Transaction,
  { team, at }: { team: string; at: Date },
): Promise<string[]> {
  const rows = await transaction
    .deleteFrom('absences')
    .where('team', '=', team)
    .where('until', '<=', at)
    .returning('agent')
    .execute();
  return rows.map(({ agent }) => agent);
}
