import { z } from 'zod';
import type { Queries, Transaction } from '../database/open-database.ts';
import { json, type TableOf } from '../database/tables.ts';
import { Classification, SecondProblem } from '../tickets/triage-record.ts';

/** A classification, and what its model says of a second problem; an older bot stored none. */
export const Classified = Classification.extend({
  secondProblem: SecondProblem.nullable().optional(),
});
export type Classified = z.infer<typeof Classified>;

/** A model's classification of a conversation, for as long as the transcript stays the same. */
export const ClassificationRow = z.object({
  conversation_id: z.string(),
  transcript_hash: z.string(),
  classification: json(Classified),
});

declare module '../database/tables.ts' {
  interface Tables {
    classifications: TableOf<typeof ClassificationRow>;
  }
}

export type ClassificationKey = { conversationId: string; transcriptHash: string };

export async function findClassification(
  queries: Queries,
  { conversationId, transcriptHash }: ClassificationKey,
): Promise<Classified | undefined> {
  const row = await queries
    .selectFrom('classifications')
    .select('classification')
    .where('conversation_id', '=', conversationId)
    .where('transcript_hash', '=', transcriptHash)
    .executeTakeFirst();
  return row && Classified.parse(row.classification);
}

export async function storeClassification(
  transaction: Transaction,
  { conversationId, transcriptHash }: ClassificationKey,
  classification: Classified,
): Promise<void> {
  await transaction
    .insertInto('classifications')
    .values({
      conversation_id: conversationId,
      transcript_hash: transcriptHash,
      classification: JSON.stringify(classification),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
