import type { KnownBlock } from '@slack/web-api';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { ESCALATE_HOME } from './action-ids.ts';
import { dateToken } from './date-token.ts';
import type { Rendered } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** A ticket, and its category's title; undefined for the triage channel. */
export type HomeTicket = { ticket: Ticket; title: string | undefined };

/** The Home tab of a customer: what the bot does, the way to a person, and their own requests. */
export function customerHome(tickets: HomeTicket[]): Rendered {
  return {
    text: 'Talk to a person',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'How can we help?', emoji: false } },
      paragraph(WHAT_IT_DOES),
      { type: 'actions', elements: [talkButton] },
      { type: 'divider' },
      paragraph({ bold: 'Your requests' }),
      ...(tickets.length === 0 ? [paragraph('You have none yet.')] : tickets.flatMap(request)),
    ],
  };
}

const WHAT_IT_DOES =
  'Write to me under Messages and tell me everything that matters. When you want to talk to a person, I bring what you wrote to the right team, so you need not repeat anything.';

const talkButton = {
  type: 'button',
  action_id: ESCALATE_HOME,
  text: { type: 'plain_text', text: 'Talk to a person' },
  style: 'primary',
} as const;

function request({ ticket, title }: HomeTicket): KnownBlock[] {
  const state = stateOf(ticket);
  const words = `${state} · ${dateToken(ticket.escalated_at)}`;
  return [
    paragraph({ bold: ticketName(ticket) }, title === undefined ? '' : ` · ${title}`),
    { type: 'context', elements: [{ type: 'mrkdwn', text: words }] },
  ];
}

function stateOf({ status, is_no_request }: Ticket): string {
  if (status !== 'resolved') return 'With our team';
  return is_no_request ? 'Closed' : 'Resolved';
}
