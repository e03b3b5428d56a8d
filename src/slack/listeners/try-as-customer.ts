import { GreetCustomer } from '../../conversations/conversation.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Transaction } from '../../database/open-database.ts';
import { threadRoot } from '../catch-up/thread-root.ts';
import { OPENED_AS_CUSTOMER, TRY_OUT_GONE } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { openThread } from './open-thread.ts';

/**
 * Whether an agent is offered to open their own message in an intake channel as a customer: somebody
 * who tries the bot out alone is an agent of every channel. Once a day, since agents may have much to
 * announce there; each time for who asks for a person.
 */
export async function isTryOutOffered(
  transaction: Transaction,
  { team, channel, ts, root, author, place, isIntake, isEscalationRequest }: IncomingMessage,
  { now }: Pick<ListenerDeps, 'now'>,
): Promise<boolean> {
  const isOpening = isIntake && place === 'channel' && root === ts;
  if (!isOpening || author.kind !== 'agent') return false;
  const key = `try-out:${channel}:${author.user}${isEscalationRequest ? `:${ts}` : ''}`;
  return claimInteraction(transaction, { team, key, at: now() });
}

/** The button under that offer; its value is the message, which Slack alone has. */
export async function tryAsCustomerButton(
  { team, user, channel, value: ts }: BlockAction,
  responder: Responder,
  deps: ListenerDeps,
): Promise<void> {
  const { client, database, enqueue, messageReader } = deps;
  const thread = { team, channel, root: ts };
  const root = await threadRoot(client, thread);
  const message = root && (await messageReader.readMessage(thread, root));
  const isTheirs = message?.author.user === user;
  if (isTheirs) {
    await database.transaction(async (transaction) => {
      const opening = { thread, opener: { customer: user, from_app: null }, ts, message };
      const { conversation, isNew } = await openThread(transaction, opening, deps);
      if (!isNew) return;
      await enqueue(transaction, {
        kind: GreetCustomer,
        payload: { conversationId: conversation.id },
      });
    });
  }
  await responder.acknowledge();
  responder.reply(isTheirs ? OPENED_AS_CUSTOMER : TRY_OUT_GONE);
}
