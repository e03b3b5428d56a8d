import type { Conversation } from '../../conversations/conversation.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import type { Look } from './look.ts';
import { paragraph } from './rich-text.ts';
import { talkButton } from './talk-button.ts';

type Subject = {
  ticket: Ticket;
  conversation: Conversation;
  /** The category's title; undefined for the triage channel. */
  title: string | undefined;
  /** The message stands in the channel itself, not in a thread of the customer's. */
  isRoot: boolean;
};

/** Where a ticket stands, for its customer: one message, updated as it goes on. */
export function statusLook({ ticket, conversation, title, isRoot }: Subject): Look {
  const said = statusText(ticket, title);
  const addressee = isRoot && conversation.place === 'channel';
  return {
    text: said,
    blocks: [addressee ? paragraph({ user: conversation.customer }, ` ${said}`) : paragraph(said)],
  };
}

/** Where a ticket stands, in words for the customer. It names the category, never the channel. */
export function statusText(ticket: Ticket, title: string | undefined): string {
  const name = ticketName(ticket);
  if (ticket.status === 'resolved') return `Your request ${name} is resolved.`;
  if (ticket.status === 'triaging') {
    return `Your request is ${name}. I am bringing it to the right people now.`;
  }
  const team = title === undefined ? 'our team' : `our team for ${title}`;
  return `Your request ${name} is with ${team}. They have this conversation, so you need not repeat anything. Whatever you add here reaches them.`;
}

/**
 * The end of a conversation, for its customer. A thread can go on, and its button opens a new ticket;
 * in direct messages whatever is written next begins a new conversation.
 */
export function resolvedLook(ticket: Ticket, { id, place }: Conversation): Look {
  const end = `Your request ${ticketName(ticket)} is resolved.`;
  if (place === 'direct') {
    const said = `${end} If anything is left, just write again.`;
    return { text: said, blocks: [paragraph(said)] };
  }
  const said = `${end} If anything is left, write it here and press the button.`;
  return {
    text: said,
    blocks: [paragraph(said), { type: 'actions', elements: [talkButton(id)] }],
  };
}
