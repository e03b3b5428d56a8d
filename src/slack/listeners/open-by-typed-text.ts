import { tsOf } from '../../conversations/slack-ts.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Transaction } from '../../database/open-database.ts';
import { latestTicketsOf } from '../../tickets/ticket-store.ts';
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
    if (!isFirst) return ticketBefore(transaction, { team, customer: user });
    const opening = { team, channel, customer: user, place, root: null, ts: tsOf(at) };
    const conversation = await conversations.open(transaction, opening);
    await conversations.addTypedText(transaction, { conversation, text, at });
    const actor = agents.actor(user);
    return tickets.escalate(transaction, { conversation, actor, door: 'form' });
  });
}

/**
 * The ticket of an interaction that is delivered again, resolved or not: that must open no other.
 *
 * @throws when there is none, which cannot be: ticket and interaction are committed together.
 */
export async function ticketBefore(
  transaction: Transaction,
  { team, customer }: { team: string; customer: string },
): Promise<Escalation> {
  const [ticket] = await latestTicketsOf(transaction, { team, customer, most: 1 });
  if (!ticket) throw new Error('An interaction that was taken before has left no ticket');
  return { status: 'already', ticket };
}
