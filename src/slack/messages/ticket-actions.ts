import type { ActionsBlock, Button, PlainTextElement } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import { CLAIM_TICKET, MOVE_TICKET, REOPEN_TICKET, REPLY, RESOLVE_TICKET } from './action-ids.ts';
import { clip } from './clip.ts';

/** One click a category where the ticket is to be sorted; elsewhere a menu to move it. */
export function ticketActions(ticket: Ticket, categories: Category[]): ActionsBlock {
  const title = categoryTitle(categories, ticket.destination);
  const reply: Button = {
    type: 'button',
    action_id: REPLY,
    text: plain('Reply'),
    style: 'primary',
    value: ticket.id,
  };
  const claim: Button = {
    type: 'button',
    action_id: CLAIM_TICKET,
    text: plain('Claim'),
    value: ticket.id,
  };
  const work = ticket.holder === null ? [reply, claim] : [reply];
  const resolve: Button = {
    type: 'button',
    action_id: RESOLVE_TICKET,
    text: plain('Resolve'),
    value: ticket.id,
  };
  if (title === undefined) {
    return {
      type: 'actions',
      elements: [...categories.slice(0, 20).map(routeButton(ticket.id)), ...work, resolve],
    };
  }
  const others = categories.filter((category) => category.title !== title);
  if (others.length === 0) return { type: 'actions', elements: [...work, resolve] };
  const options = others.slice(0, 100).map((category) => ({
    text: plain(clip(category.title, 75)),
    value: moveValue({ ticketId: ticket.id, destination: category.id }),
  }));
  const move = {
    type: 'static_select',
    action_id: MOVE_TICKET,
    placeholder: plain('Move to …'),
    options,
  } as const;
  return { type: 'actions', elements: [...work, resolve, move] };
}

/** The way back from the end; for a moment its customer knows nothing of that. */
export function reopenAction({ id }: Ticket, wasAnnounced: boolean): ActionsBlock {
  const button: Button = {
    type: 'button',
    action_id: REOPEN_TICKET,
    text: plain(wasAnnounced ? 'Reopen' : 'Undo'),
    value: id,
  };
  return { type: 'actions', elements: [button] };
}

function routeButton(ticketId: string) {
  return ({ id, title }: { id: string; title: string }): Button => ({
    type: 'button',
    action_id: `${MOVE_TICKET}:${id}`,
    text: plain(clip(title, 75)),
    value: moveValue({ ticketId, destination: id }),
  });
}

/** What a click carries: which ticket goes where. */
export function moveValue({ ticketId, destination }: { ticketId: string; destination: string }) {
  return `${ticketId} ${destination}`;
}

export function readMoveValue(value: string): { ticketId: string; destination: string } {
  const [ticketId = '', destination = ''] = value.split(' ');
  return { ticketId, destination };
}

function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
