import type { WebClient } from '@slack/web-api';
import { type AddWords, toTs } from '../conversations/add-words.ts';
import { currentConversations } from '../conversations/conversation-store.ts';
import type { OpenConversation } from '../conversations/open-conversation.ts';
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
  addWords,
  escalate,
  now,
}: {
  client: WebClient;
  database: Database;
  open: OpenConversation;
  addWords: AddWords;
  escalate: Escalate;
  now: () => Date;
}): OpenByForm {
  return async ({ team, channel: typedIn, user, text, key }) => {
    const place = typedIn.startsWith('D') ? 'direct' : 'channel';
    // A typed place may be somebody's direct messages with anybody; the bot knows only its own.
    const channel = place === 'direct' ? await directChannel(client, user) : typedIn;
    const where = { team, channel, place, customer: user } as const;
    const at = now();
    return database.transaction(async (transaction) => {
      const isFirst = await claimInteraction(transaction, { team, key, at });
      const known = isFirst ? undefined : await latest(transaction, where);
      const conversation =
        known ?? (await open(transaction, { ...where, root: null, ts: toTs(at) }));
      if (!known) await addWords(transaction, { conversation, text, at });
      const actor = { user, isAgent: false };
      return escalate(transaction, { conversation, actor, door: 'form' });
    });
  };
}

async function latest(
  transaction: Transaction,
  where: { team: string; channel: string; customer: string },
) {
  const [conversation] = await currentConversations(transaction, { ...where, since: new Date(0) });
  return conversation;
}
