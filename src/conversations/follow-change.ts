import { z } from 'zod';
import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { loadConversation } from './conversation-store.ts';

const Change = z.object({ conversationId: z.string(), ts: z.string(), revision: z.string() });
/** That a message of a conversation was edited or deleted, and by which revision. */
export type Change = z.infer<typeof Change>;

/** Tells the agents who have a conversation that a message in it is not what they have read. */
export const FollowChange: JobKind<Change> = {
  name: 'follow-change',
  payload: Change,
  key: ({ conversationId }) => conversationId,
  workers: 1,
  retryLimit: 20,
};

/** Has agents told of a change, where they have the conversation. */
export async function followChange(
  transaction: Transaction,
  { enqueue, change }: { enqueue: Enqueue; change: Change },
): Promise<void> {
  const { status } = await loadConversation(transaction, change.conversationId);
  if (status === 'escalated') await enqueue(transaction, { kind: FollowChange, payload: change });
}
