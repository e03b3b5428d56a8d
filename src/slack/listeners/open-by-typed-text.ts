import { currentConversations } from '../../conversations/conversation-store.ts';
import { tsOf } from '../../conversations/slack-ts.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Escalation } from '../../tickets/tickets.ts';
import { placeOfChannel } from '../reading/place-of-channel.ts';
import { directChannel } from '../workspace/direct-channel.ts';
import type { ListenerDeps } from './listener.ts';

/** Opens a conversation with text that is in no Slack message, and escalates it. */
export async function openByTypedText(
  {
    team,
    channel: typedIn,
    user,
    text,
    key,
  }: {
    team: string;
    channel: string;
    user: string;
    text: string;
    /** The interaction's own identity: delivered twice, it opens one conversation. */
    key: string;
  },
  { client, database, conversations, tickets, agents, now }: ListenerDeps,
): Promise<Escalation> {
  const place = placeOfChannel(typedIn);
  // A typed place may be somebody's direct messages with anybody; the bot knows only its own.
  const channel = place === 'direct' ? await directChannel(client, user) : typedIn;
  const at = now();
  return database.transaction(async (transaction) => {
    const isFirst = await claimInteraction(transaction, { team, key, at });
    const where = { team, channel, customer: user };
    const [latest] = isFirst
      ? []
      : await currentConversations(transaction, { ...where, since: new Date(0) });
    const conversation =
      latest ??
      (await conversations.open(transaction, { ...where, place, root: null, ts: tsOf(at) }));
    if (!latest) await conversations.addTypedText(transaction, { conversation, text, at });
    const actor = agents.actor(user);
    return tickets.escalate(transaction, { conversation, actor, door: 'form' });
  });
}
