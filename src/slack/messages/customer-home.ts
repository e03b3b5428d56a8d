import type { Button, KnownBlock } from '@slack/web-api';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { ESCALATE_HOME } from './action-ids.ts';
import { dateToken } from './date-token.ts';
import { button, plainText } from './plain-text.ts';
import type { Rendered } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { fallbackText } from './shown.ts';
import type { Words } from './words.ts';

/** A ticket, and its category's title; undefined for the triage channel. */
export type HomeTicket = { ticket: Ticket; title: string | undefined };

/** `now` is the ticket that it goes on in: itself where it was not merged. */
export type CustomersTicket = HomeTicket & { now: Ticket };

/** The Home tab of a customer: what the bot does, the way to a person, and their own requests. */
export function customerHome(tickets: CustomersTicket[], words: Words): Rendered {
  return {
    text: fallbackText([words.plain('button.talk')]),
    blocks: [
      { type: 'header', text: plainText(words.plain('home.title')) },
      paragraph(words.plain('home.introduction')),
      { type: 'actions', elements: [talkButton(words)] },
      { type: 'divider' },
      paragraph({ bold: words.plain('home.requests') }),
      ...(tickets.length === 0
        ? [paragraph(words.plain('home.no-requests'))]
        : tickets.flatMap((ticket) => request(ticket, words))),
    ],
  };
}

function talkButton(words: Words): Button {
  return { ...button(words.plain('button.talk'), ESCALATE_HOME), style: 'primary' };
}

function request({ ticket, title, now }: CustomersTicket, words: Words): KnownBlock[] {
  const at = ticket.escalated_at;
  const state = fallbackText([stateOf(ticket, now, words)]);
  const text = `${state} · ${dateToken(at, words.date(at).inWords)}`;
  return [
    paragraph({ bold: ticketName(ticket) }, title === undefined ? '' : ` · ${title}`),
    { type: 'context', elements: [{ type: 'mrkdwn', text }] },
  ];
}

function stateOf(ticket: Ticket, now: Ticket, words: Words): string {
  if (now.id !== ticket.id) return words.plain('home.goes-on', { other: ticketName(now) });
  if (ticket.status !== 'resolved') return words.plain('home.with-team');
  return words.plain(ticket.is_no_request ? 'home.closed' : 'home.resolved');
}
