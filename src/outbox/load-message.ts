import type { Queries } from '../database/open-database.ts';
import { OutboxMessage } from './outbox-message.ts';

export async function loadMessage(queries: Queries, id: number): Promise<OutboxMessage> {
  const row = await queries
    .selectFrom('outbox')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return OutboxMessage.parse(row);
}
