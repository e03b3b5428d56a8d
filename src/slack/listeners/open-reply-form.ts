import { loadConversation } from '../../conversations/conversation-store.ts';
import { findDelivery } from '../../outbox/outbox-store.ts';
import { customersThread } from '../../tickets/customers-thread.ts';
import type { RichText } from '../../tickets/rich-text.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { lastTsOfTicket } from '../../tickets/ticket-transcript.ts';
import { agentName } from '../messages/agent-name.ts';
import { clip } from '../messages/clip.ts';
import { type ReplyForm, replyForm } from '../messages/reply-form.ts';
import { type Audience, readAudience } from '../reading/audience.ts';
import { nameOf } from '../workspace/profiles.ts';
import type { ListenerDeps } from './listener.ts';

/** Opens the form in which an agent answers, with who will read it. */
export async function openReplyForm(
  {
    ticket,
    user,
    triggerId,
    body: elements,
    replyId,
  }: {
    ticket: Ticket;
    user: string;
    triggerId: string;
    /** What its input begins with. */
    body: RichText | undefined;
    /** The reply that is edited. */
    replyId: string | undefined;
  },
  deps: ListenerDeps,
): Promise<void> {
  const { client, database, now } = deps;
  const { queries } = database;
  const channel = await channelOfReply(ticket, replyId, deps);
  const form = await describeForm(ticket, user, deps);
  const view = replyForm({
    ...form,
    context: {
      ticketId: ticket.id,
      replyId: replyId ?? null,
      openedAt: now().toISOString(),
      seenTs: await lastTsOfTicket(queries, ticket),
      isResolved: ticket.status === 'resolved',
      destination: ticket.destination,
      audience: await audienceWithCompanies(channel, deps),
      confirmed: null,
      fills: 0,
    },
    body: elements && { type: 'rich_text', elements },
    notices: [],
  });
  await client.views.open({ trigger_id: triggerId, view });
}

/** Who reads a channel, and of which companies they are. */
async function audienceWithCompanies(
  channel: string,
  { client, companies }: ListenerDeps,
): Promise<Audience> {
  const audience = await readAudience(client, channel);
  if (audience.of === 'direct' || !audience.isShared) return audience;
  const found = await companies.inChannel(channel);
  const named = found?.slice(0, MOST_COMPANIES).map(({ name, people }) => ({
    name: clip(name, LONGEST_COMPANY),
    people,
  }));
  return { ...audience, companies: named };
}

/** What the form holds must fit into 3,000 characters. */
const MOST_COMPANIES = 8;
const LONGEST_COMPANY = 60;

/** Where a new reply goes, or one is that was sent. */
export async function channelOfReply(
  ticket: Ticket,
  replyId: string | undefined,
  { database: { queries } }: ListenerDeps,
): Promise<string> {
  if (replyId !== undefined) {
    const about = { ticketId: ticket.id, replyId };
    const sent = await findDelivery(queries, { kind: 'reply', about });
    if (sent) return sent.channel;
  }
  return (await customersThread(queries, ticket)).channel;
}

/** What a reply's form shows of the ticket, whatever is typed into it. */
export async function describeForm(
  ticket: Ticket,
  user: string,
  { database: { queries }, profiles, naming, readDesk, fileLimits }: ListenerDeps,
): Promise<Pick<ReplyForm, 'ticket' | 'customer' | 'sender' | 'savedReplies' | 'mostFiles'>> {
  const { customer } = await loadConversation(queries, ticket.conversation_id);
  const { savedReplies } = await readDesk(queries);
  return {
    ticket: ticketName(ticket),
    customer: await nameOf(profiles, customer),
    sender: await agentName(user, { profiles, naming }),
    savedReplies,
    mostFiles: fileLimits?.perMessage ?? 0,
  };
}
