import type { Section } from '../customers/records/records.ts';
import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { loadTriage } from '../tickets/ticket-store.ts';
import type { AgentsThread } from './agent-channels.ts';

/** A card shows so many facts of a section, besides those in its table, and so much of each. */
export const MOST_ON_CARD = 8;
export const LONGEST_ON_CARD = 80;

/** A message has room for one table: that of the charges, and then that of the rest. */
type RecordsPart = { section: Section['section']; part: number };

/** Posts the sections that a card cannot show whole in its thread; what is there is updated. */
export async function postRecords(
  transaction: Transaction,
  { outbox, thread, ticketId }: { outbox: Outbox; thread: AgentsThread; ticketId: string },
): Promise<void> {
  const { records } = await loadTriage(transaction, ticketId);
  for (const { section, part } of (records?.sections ?? []).flatMap(partsInThread)) {
    const about = { ticketId, section, part };
    const { isNew } = await outbox.postOnce(transaction, { ...thread, kind: 'records', about });
    if (!isNew) await outbox.markStale(transaction, { kind: 'records', about });
  }
}

function partsInThread({ section, facts }: Section): RecordsPart[] {
  const isWhole = facts.length <= MOST_ON_CARD && facts.every(isShort);
  if (isWhole) return [];
  const charges = facts.filter(({ data }) => data?.is === 'charge').length;
  const parts = charges > 0 && charges < facts.length ? [0, 1] : [0];
  return parts.map((part) => ({ section, part }));
}

function isShort({ label, value }: Section['facts'][number]): boolean {
  return value.length <= LONGEST_ON_CARD && label.length <= LONGEST_ON_CARD / 2;
}
