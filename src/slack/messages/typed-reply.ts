import type { KnownBlock } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import { loadOutboxMessage } from '../../outbox/outbox-store.ts';
import { agentsThread, channelOf } from '../../routing/agent-channels.ts';
import { personalValuesFor } from '../../tickets/personal-values.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import type { TypedReply, TypedReplyRemark } from '../../tickets/typed-reply.ts';
import { permalink } from '../workspace/permalink.ts';
import { DROP_TYPED_REPLY, SEND_TYPED_ANYWAY } from './action-ids.ts';
import { clip } from './clip.ts';
import { button } from './plain-text.ts';
import type { Rendered, RenderSources } from './rendered.ts';
import { richText } from './reply.ts';
import { holdsSecrets, partRefusal, placeholdersLeft, replyRefusal } from './reply-refusal.ts';
import { type Piece, paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** That what was attached to a typed reply is not for the customer. */
export const FILES_STAY = 'Its files stay inside. Files are sent with Reply, on the card.';

/** A typed reply that is not sent: it can be taken back yet, or its author is asked, or it is over. */
export async function renderTypedReply(
  { title, channel, reply }: { title: string; channel: string; reply: TypedReply },
  sources: RenderSources,
): Promise<Rendered> {
  const ticket = await loadTicket(sources.queries, reply.ticket_id);
  const files = reply.has_files ? [paragraph({ italic: FILES_STAY })] : [];
  const shown = (state: string, ...blocks: KnownBlock[]): Rendered => ({
    text: `${title}: ${state}`,
    blocks: [paragraph({ bold: title }, { italic: ` ${state}` }), ...blocks],
  });
  const notices = await Promise.all(
    reply.remarks.map((remark) => noticeOf(remark, { reply, ticket }, sources)),
  );
  switch (reply.status) {
    case 'waiting':
      return shown(
        'goes out in a moment',
        richText(reply.body),
        ...files,
        actions(button('Take back', DROP_TYPED_REPLY, reply.id)),
      );
    case 'asked': {
      const isHere = channelOf(sources.channels, ticket.destination) === channel;
      return shown(
        'is not sent yet',
        ...notices.map((pieces) => paragraph(...pieces)),
        richText(reply.body),
        ...files,
        // Where the ticket is no more, nothing is done.
        ...(isHere
          ? [
              actions(
                button('Send anyway', SEND_TYPED_ANYWAY, reply.id),
                button('Do not send', DROP_TYPED_REPLY, reply.id),
              ),
            ]
          : [paragraph(...(await goesOn(ticket, sources)))]),
      );
    }
    case 'refused':
      return shown('was not sent', ...notices.map((pieces) => paragraph(...pieces)), ...files);
    case 'sent':
    case 'taken-back':
      return shown('taken back');
    default:
      return reply.status satisfies never;
  }
}

function actions(...elements: ReturnType<typeof button>[]): KnownBlock {
  return { type: 'actions', elements };
}

async function noticeOf(
  remark: TypedReplyRemark,
  { reply, ticket }: { reply: TypedReply; ticket: Ticket },
  sources: RenderSources,
): Promise<Piece[]> {
  switch (remark.because) {
    case 'late':
      return ['I found it more than two minutes after it was written.'];
    case 'moved':
      return ['The ticket was moved since it was written.'];
    case 'merged':
      return ['The ticket that it was written for goes on in this one since then.'];
    case 'resolved':
      return ['The ticket is resolved.'];
    case 'edited':
      return ['Its message was edited since. This is what it said at first.'];
    case 'earlier':
      return ['What you wrote before it is not sent yet.'];
    case 'news':
      return [await newsText(remark.authors, sources)];
    case 'personal':
      return [await personalText(reply, sources)];
    case 'empty':
      return [replyRefusal({ status: 'empty' })];
    case 'notifies-many':
    case 'unknown-part':
      return [partRefusal(remark.because)];
    case 'secrets':
      return [holdsSecrets(remark.kinds)];
    case 'placeholders':
      return [placeholdersLeft(remark.names)];
    case 'not-theirs':
      return [notTheirs(ticket, sources), ' ', ...(await goesOn(ticket, sources))];
    case 'elsewhere':
      return goesOn(await loadTicket(sources.queries, remark.ticketId), sources);
    default:
      return remark satisfies never;
  }
}

async function newsText(authors: string[], { profiles }: RenderSources): Promise<string> {
  const names = await Promise.all(authors.slice(0, 5).map((user) => shortName(profiles, user)));
  return `${new Intl.ListFormat('en').format(names)} wrote to this conversation meanwhile.`;
}

async function personalText(
  { text, ticket_id }: TypedReply,
  { queries }: RenderSources,
): Promise<string> {
  const ticket = await loadTicket(queries, ticket_id);
  const values = (await personalValuesFor(queries, { ticket, text })).slice(0, 10);
  const list = new Intl.ListFormat('en').format(values.map((value) => `“${clip(value, 60)}”`));
  return `Others than the customer will read this, and it holds ${list}.`;
}

function notTheirs(ticket: Ticket, { categories }: RenderSources): string {
  const title = categoryTitle(categories, ticket.destination);
  const whose = title === undefined ? 'the triage channel' : `the channel of ${title} or triage`;
  return `Only agents in ${whose} can answer ${ticketName(ticket)} by now.`;
}

/** Where the card of a ticket is. */
async function goesOn(
  ticket: Ticket,
  { queries, channels, categories, workspaceUrl }: RenderSources,
): Promise<Piece[]> {
  const name = ticketName(ticket);
  const title = categoryTitle(categories, ticket.destination);
  const whose = title === undefined ? 'for members of the triage channel' : `with ${title}`;
  const thread = await agentsThread(queries, { channels, ticket });
  const card = thread && (await loadOutboxMessage(queries, thread.parent));
  if (!card?.ts) return [`It goes on in ${name}, ${whose}.`];
  const url = permalink({ workspaceUrl, channel: card.channel, ts: card.ts });
  return ['It goes on in ', { link: name, url }, `, ${whose}.`];
}
