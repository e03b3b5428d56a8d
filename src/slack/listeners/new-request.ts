import { loadConversation } from '../../conversations/conversation-store.ts';
import type { Queries } from '../../database/open-database.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { escalateForm } from '../messages/forms.ts';
import { shown } from '../messages/shown.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import { directChannel } from '../workspace/direct-channel.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { refuse } from './refuse.ts';

/**
 * The button *New request*: the form of `/escalate`, for a ticket of its own though another is open.
 * Where the bot takes no requests, it is one in the direct messages.
 */
export async function newRequestButton(
  { user, channel, value: ticketId, triggerId }: BlockAction,
  responder: Responder,
  { client, database, agents, intakeChannels, texts }: ListenerDeps,
): Promise<void> {
  if (agents.isAgent(user)) return refuse(responder, AGENTS_OPEN_NONE);
  const words = await texts.readBy(user);
  if (!(await isTheirs(database.queries, { ticketId, user }))) {
    return refuse(responder, shown(words.plain('answer.not-your-new-request')));
  }
  const isTaken = isDirectMessages(channel) || intakeChannels.includes(channel);
  const about = isTaken ? channel : await directChannel(client, user);
  const view = escalateForm({ channel: about, words });
  await client.views.open({ trigger_id: triggerId, view });
  await responder.acknowledge();
}

/** A message of an older bot does not say whose it is. */
async function isTheirs(
  queries: Queries,
  { ticketId, user }: { ticketId: string; user: string },
): Promise<boolean> {
  if (ticketId === '') return true;
  const { conversation_id } = await loadTicket(queries, ticketId);
  const { customer } = await loadConversation(queries, conversation_id);
  return customer === user;
}
