import type { Transaction } from '../database/open-database.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { AdoptThread, Conversation, FollowUp, GreetCustomer } from './conversation.ts';
import { followChange } from './follow-change.ts';
import type { IncomingMessage } from './incoming-message.ts';
import { isMereCall } from './mere-call.ts';
import type { PlaceMessage } from './place-message.ts';
import { storeMessage } from './store-message.ts';

/** What became of a message: only a `stored` one is new and belongs to a conversation. */
export type Collected =
  | { status: 'stored'; conversation: Conversation }
  | { status: 'waiting' | 'ignored' | 'known' };

export type CollectMessage = (
  transaction: Transaction,
  message: IncomingMessage,
) => Promise<Collected>;

/**
 * Creates what takes in a message, new or edited: it is stored once however often and in whatever
 * order Slack tells of it, opens or continues a conversation, and starts what must follow.
 */
export function createCollectMessage({
  place,
  enqueue,
  now,
  rootMayComeMs = 3_000,
}: {
  place: PlaceMessage;
  enqueue: Enqueue;
  now: () => Date;
  /** Slack promises no order: a root may follow its reply. After this long it is asked for. */
  rootMayComeMs?: number;
}): CollectMessage {
  return async (transaction, message) => {
    const placement = await place(transaction, message);
    if (placement.status === 'nobody') return { status: 'ignored' };
    const stored = await storeMessage(transaction, message, placement);
    if (stored === 'changed' && placement.status === 'placed') {
      const { ts, revision } = message;
      const change = { conversationId: placement.conversation.id, ts, revision };
      await followChange(transaction, { enqueue, change });
    }
    if (stored === 'known' || stored === 'changed') return { status: 'known' };
    if (placement.status === 'placed') {
      await follow(transaction, { enqueue, message, conversation: placement.conversation });
      return { status: 'stored', conversation: placement.conversation };
    }
    const { team, channel, root } = message;
    await enqueue(transaction, {
      kind: AdoptThread,
      payload: { team, channel, root },
      startAfter: new Date(now().getTime() + rootMayComeMs),
    });
    return { status: 'waiting' };
  };
}

async function follow(
  transaction: Transaction,
  {
    enqueue,
    message,
    conversation: placed,
  }: { enqueue: Enqueue; message: IncomingMessage; conversation: Conversation },
): Promise<void> {
  const conversation = await wake(transaction, message, placed);
  if (isMereCall(message)) return;
  const payload = { conversationId: conversation.id };
  if (conversation.status === 'escalated') {
    const { ts } = message;
    await enqueue(transaction, { kind: FollowUp, payload: { ...payload, ts } });
  }
  if (awaitsTheBot(message, conversation)) {
    await enqueue(transaction, { kind: GreetCustomer, payload });
  }
}

/**
 * A message keeps a conversation from going quiet; its customer's opens it again after the end. The
 * conversation is told as it is now: it may have been escalated since the message was placed.
 */
async function wake(
  transaction: Transaction,
  { ts, author }: IncomingMessage,
  { id, customer }: Conversation,
): Promise<Conversation> {
  const at = new Date(Number(ts) * 1000);
  const reopens = author.id === customer;
  const row = await transaction
    .updateTable('conversations')
    .set(({ fn, ref, val, eb }) => ({
      last_message_at: fn<Date>('greatest', [ref('last_message_at'), val(at)]),
      ...(reopens && {
        status: eb
          .case()
          .when('status', '=', 'resolved')
          .then('open' as const)
          .else(ref('status'))
          .end(),
      }),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return Conversation.parse(row);
}

function awaitsTheBot(
  { author, mayGreet }: IncomingMessage,
  { customer, intake }: Conversation,
): boolean {
  if (author.id !== customer || intake === 'done') return false;
  return intake !== 'new' || mayGreet;
}
