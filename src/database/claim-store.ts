import { z } from 'zod';
import { CannotStart } from '../cannot-start.ts';
import type { Queries, Transaction } from './open-database.ts';
import { type TableOf, withDefault } from './tables.ts';

/** The one row that says whose database this is. */
export const Claim = z.object({
  is_only: withDefault(z.boolean()),
  team: z.string(),
  claimed_at: z.date(),
});

declare module './tables.ts' {
  interface Tables {
    claims: TableOf<typeof Claim>;
  }
}

/** The database belongs to another workspace than the bot. The message says what to do. */
export class DatabaseClaimed extends CannotStart {
  override readonly name = 'DatabaseClaimed';
}

/** The team that the database belongs to; undefined while it is nobody's. */
export async function claimant(queries: Queries): Promise<string | undefined> {
  return (await queries.selectFrom('claims').select('team').executeTakeFirst())?.team;
}

/** @throws {DatabaseClaimed} when the database belongs to another team; one that is nobody's passes. */
export async function assertNotClaimed(queries: Queries, team: string): Promise<void> {
  const owner = await claimant(queries);
  if (owner !== undefined && owner !== team) throw claimed(owner, team);
}

/**
 * Claims the database for a team, if it is nobody's yet. Of two that start at once, one has it.
 *
 * @throws {DatabaseClaimed} when it belongs to another.
 */
export async function claimDatabase(
  transaction: Transaction,
  { team, at }: { team: string; at: Date },
): Promise<void> {
  await transaction
    .insertInto('claims')
    .values({ team, claimed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await assertNotClaimed(transaction, team);
}

function claimed(owner: string, team: string): DatabaseClaimed {
  return new DatabaseClaimed(
    `This database belongs to the Slack workspace ${owner}, and SLACK_BOT_TOKEN is of ${team}. Give each workspace a database of its own (set DATABASE_URL or DATA_DIR to another), or use the token of ${owner}.`,
  );
}
