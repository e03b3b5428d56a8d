import { sql } from 'kysely';
import { type DatabaseAddress, openDatabase } from '../src/database/open-database.ts';
import { CONVERSATIONS, CUSTOMER } from './signed-events.ts';

/** The ids of seeded conversations begin with this. */
export const SEEDED = 'seeded-';

const MESSAGES_EACH = 10;

/**
 * Fills a store with resolved conversations of ten messages each, as after months of use, with the
 * customers and the channel of the load that follows.
 */
export async function seedStore(
  address: DatabaseAddress,
  { messages, team, channel }: { messages: number; team: string; channel: string },
): Promise<void> {
  const database = await openDatabase(address);
  const { queries } = database;
  const conversations = messages / MESSAGES_EACH;
  const id = sql`${SEEDED}::text || n`;
  const customer = sql`${CUSTOMER}::text || n % ${CONVERSATIONS}::int`;
  const root = sql`(1700000000 + n * 300) || '.000100'`;
  const at = sql`to_timestamp(1700000000 + n * 300)`;
  await sql`
    insert into conversations
      (id, team, channel, place, customer, status, intake, opened_at, last_message_at)
    select ${id}, ${team}, ${channel}, 'channel', ${customer}, 'resolved', 'done', ${at}, ${at}
    from generate_series(1, ${conversations}::int) n`.execute(queries);
  await sql`
    insert into threads (team, channel, root, conversation_id)
    select ${team}, ${channel}, ${root}, ${id}
    from generate_series(1, ${conversations}::int) n`.execute(queries);
  await sql`
    insert into messages
      (team, channel, ts, root, conversation_id, author, role, text, files, is_escalation_request, revision)
    select ${team}, ${channel}, (1700000000 + n * 300 + reply) || '.000100', ${root}, ${id},
      ${customer}, 'customer', 'Something of a usual length that somebody wrote once ' || n,
      '[]', false, ${root}
    from generate_series(1, ${conversations}::int) n, generate_series(0, ${MESSAGES_EACH - 1}::int) reply`.execute(
    queries,
  );
  // The bot's own maintenance would have done this many times by then.
  await sql`vacuum analyze`.execute(queries);
  await database.close();
}
