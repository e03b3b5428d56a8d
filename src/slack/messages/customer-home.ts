import type { KnownBlock } from '@slack/web-api';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { ESCALATE_HOME } from './action-ids.ts';
import { dateToken } from './date-token.ts';
import type { Rendered } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** A ticket, and its category's title; undefined for the triage channel. */
export type HomeTicket = { ticket: Ticket; title: string | undefined };

/** `now` is the ticket that it goes on in: itself where it was not merged. */
export type CustomersTicket = HomeTicket & { now: Ticket };

/** The Home tab of a customer: what the bot does, the way to a person, and their own requests. */
export function customerHome(tickets: CustomersTicket[]): Rendered {
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

function request({ ticket, title, now }: CustomersTicket): KnownBlock[] {
  const words = `${stateOf(ticket, now)} · ${dateToken(ticket.escalated_at)}`;
  return [
    paragraph({ bold: ticketName(ticket) }, title === undefined ? '' : ` · ${title}`),
    { type: 'context', elements: [{ type: 'mrkdwn', text: words }] },
  ];
}

function stateOf(ticket: Ticket, now: Ticket): string {
  if (now.id !== ticket.id) return `Goes on in ${ticketName(now)}`;
  if (ticket.status !== 'resolved') return 'With our team';
  return ticket.is_no_request ? 'Closed' : 'Resolved';
}
