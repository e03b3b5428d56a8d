import type { WebClient } from '@slack/web-api';
import type { Conversation } from '../conversations/conversation.ts';
import { currentConversations } from '../conversations/conversation-store.ts';
import type { IncomingMessage } from '../conversations/incoming-message.ts';
import type { OpenConversation } from '../conversations/open-conversation.ts';
import { storeMessage } from '../conversations/store-message.ts';
import { claimInteraction } from '../database/claim-interaction.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Escalate, Escalation } from '../tickets/escalate.ts';
import { directChannel } from './direct-channel.ts';

/** Opens a conversation with words that stand in no Slack message, and escalates it. */
export type OpenByForm = (request: {
  team: string;
  channel: string;
  user: string;
  text: string;
  /** The interaction's own identity: told twice, it opens one conversation. */
  key: string;
}) => Promise<Escalation>;

/** Creates the way from `/escalate` without a conversation to a ticket. */
export function createOpenByForm({
  client,
  database,
  open,
  escalate,
  now,
}: {
  client: WebClient;
  database: Database;
  open: OpenConversation;
  escalate: Escalate;
  now: () => Date;
}): OpenByForm {
  return async ({ team, channel: typedIn, user, text, key }) => {
    const place = typedIn.startsWith('D') ? 'direct' : 'channel';
    // A typed place may be somebody's direct messages with anybody; the bot knows only its own.
    const channel = place === 'direct' ? await directChannel(client, user) : typedIn;
    const at = now();
    const where = { team, channel, place } as const;
    return database.transaction(async (transaction) => {
      const isFirst = await claimInteraction(transaction, { team, key, at });
      const known = isFirst ? undefined : await latest(transaction, { ...where, customer: user });
      const conversation =
        known ?? (await openWith(transaction, { ...where, user, text, ts: toTs(at) }));
      const actor = { user, isAgent: false };
      return escalate(transaction, { conversation, actor, door: 'form' });
    });
  };

  async function openWith(
    transaction: Transaction,
    { user, text, ts, ...where }: Where & { user: string; text: string; ts: string },
  ): Promise<Conversation> {
    const conversation = await open(transaction, { ...where, customer: user, root: null, ts });
    const message: IncomingMessage = {
      ...where,
      ...{ ts, root: ts, text, files: [], revision: ts },
      author: { id: user, kind: 'person' },
      ...{ isCall: false, isIntake: true, mayGreet: false },
    };
    await storeMessage(transaction, message, { status: 'placed', conversation });
    return conversation;
  }
}

type Where = { team: string; channel: string; place: 'channel' | 'direct' };

async function latest(transaction: Transaction, where: Where & { customer: string }) {
  const [conversation] = await currentConversations(transaction, { ...where, since: new Date(0) });
  return conversation;
}

/** A time in the form of Slack's `ts`, for words that Slack gave none. */
function toTs(at: Date): string {
  return (at.getTime() / 1000).toFixed(6);
}
