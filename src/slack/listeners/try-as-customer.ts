import { GreetCustomer } from '../../conversations/conversation.ts';
import { lockThread } from '../../conversations/conversation-store.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { storeMessage } from '../../conversations/store-message.ts';
import { conversationOfThread } from '../../conversations/thread-store.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Transaction } from '../../database/open-database.ts';
import { threadPages } from '../catch-up/thread-pages.ts';
import { placeOfChannel } from '../reading/place-of-channel.ts';
import { slackFailure } from '../workspace/slack-failure.ts';
import { OPENED_AS_CUSTOMER, TRY_OUT_GONE } from './answers.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';

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
  const { client, database, enqueue, conversations, messageReader } = deps;
  const thread = { team, channel, root: ts };
  const message = await firstMessage({ client, messageReader }, thread);
  const isTheirs = message?.author.user === user && message.ts === ts;
  if (isTheirs) {
    await database.transaction(async (transaction) => {
      await lockThread(transaction, thread);
      if (await conversationOfThread(transaction, thread)) return;
      const place = placeOfChannel(channel);
      const opening = { ...thread, place, customer: user, ts };
      const conversation = await conversations.open(transaction, opening);
      await storeMessage(transaction, message, conversation);
      await enqueue(transaction, {
        kind: GreetCustomer,
        payload: { conversationId: conversation.id },
      });
    });
  }
  await responder.acknowledge();
  responder.reply(isTheirs ? OPENED_AS_CUSTOMER : TRY_OUT_GONE);
}

async function firstMessage(
  { client, messageReader }: Pick<ListenerDeps, 'client' | 'messageReader'>,
  thread: { team: string; channel: string; root: string },
): Promise<IncomingMessage | undefined> {
  try {
    // A message that cannot be read is none.
    const pages = threadPages(client, { ...thread, onUnreadable: () => {} });
    for await (const [root] of pages) {
      return root && messageReader.readMessage(thread, root);
    }
    return undefined;
  } catch (error) {
    if (slackFailure(error).kind !== 'refused') throw error;
    return undefined;
  }
}
