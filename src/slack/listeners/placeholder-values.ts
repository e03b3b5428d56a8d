import { loadConversation } from '../../conversations/conversation-store.ts';
import type { PlaceholderValues } from '../../desk/placeholders.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { agentName } from '../messages/agent-name.ts';
import type { ListenerDeps } from './listener.ts';

/** What a saved reply says of a ticket and of the agent who answers; a name that Slack does not give is not known. */
export async function placeholderValues(
  ticket: Ticket,
  user: string,
  { database: { queries }, profiles, naming }: ListenerDeps,
): Promise<PlaceholderValues> {
  const { customer, from_app } = await loadConversation(queries, ticket.conversation_id);
  const name = from_app ? undefined : (await profiles.find(customer))?.name;
  const sender = await agentName(user, { profiles, naming });
  return {
    '{customer}': name === customer ? undefined : firstWord(name),
    '{agent}': sender === naming.deskName ? sender : sender.split(',')[0],
    '{ticket}': ticketName(ticket),
  };
}

function firstWord(name = ''): string | undefined {
  return name.trim().split(/\s+/)[0] || undefined;
}
