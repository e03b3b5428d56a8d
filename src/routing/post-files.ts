import type { Transaction } from '../database/open-database.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import type { Outbox } from '../outbox/outbox.ts';

/**
 * Brings the files of lines to the agents, each by itself, once the message that names them is posted,
 * which was written in the same transaction.
 * What an older bot has stored has no id: it stays a link.
 */
export async function postFiles(
  transaction: Transaction,
  {
    outbox,
    place,
    ticketId,
    lines,
  }: {
    outbox: Outbox;
    /** `parent` is the message with the lines. */
    place: { team: string; channel: string; parent: number };
    ticketId: string;
    lines: TranscriptLine[];
  },
): Promise<void> {
  for (const { id: file, ts } of lines.flatMap((line) => line.files ?? [])) {
    if (file === undefined) continue;
    const about = { ticketId, ts, file };
    await outbox.postUnder(transaction, { ...place, kind: 'carried-file', about, words: null });
  }
}
