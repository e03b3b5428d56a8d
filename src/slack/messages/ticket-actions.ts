import type { ActionsBlock, Button } from '@slack/web-api';
import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import {
  CLAIM_TICKET,
  MORE_ACTIONS,
  MOVE_TICKET,
  REOPEN_TICKET,
  REPLY,
  RESOLVE_TICKET,
  TICKET_ACT,
} from './action-ids.ts';
import { clip } from './clip.ts';
import { button } from './plain-text.ts';
import type { ActName } from './ticket-act-words.ts';

/** One click a category where the ticket is to be sorted; elsewhere a form to move it. */
export function ticketActions(ticket: Ticket, categories: Category[]): ActionsBlock {
  const title = categoryTitle(categories, ticket.destination);
  const reply: Button = { ...button('Reply', REPLY, ticket.id), style: 'primary' };
  const claim = button('Claim', CLAIM_TICKET, ticket.id);
  const work = ticket.holder === null ? [reply, claim] : [reply];
  const resolve = button('Resolve', RESOLVE_TICKET, ticket.id);
  const more = button('More…', MORE_ACTIONS, ticket.id);
  if (title === undefined) {
    return {
      type: 'actions',
      elements: [...categories.slice(0, 20).map(routeButton(ticket.id)), ...work, resolve, more],
    };
  }
  const move = button('Move to…', `${TICKET_ACT}:${MOVE}`, ticket.id);
  const moves = categories.length > 0 ? [move] : [];
  return { type: 'actions', elements: [...work, ...moves, resolve, more] };
}

const MOVE: ActName = 'move';

/** The way back from the end; for a moment its customer knows nothing of that. */
export function closedActions(
  { id, is_no_request }: Ticket,
  { isAnnounced }: { isAnnounced: boolean },
): ActionsBlock {
  const reopen = button(isAnnounced ? 'Reopen' : 'Undo', REOPEN_TICKET, id);
  // Its Undo ends after a day.
  const more = is_no_request ? [button('More…', MORE_ACTIONS, id)] : [];
  return { type: 'actions', elements: [reopen, ...more] };
}

function routeButton(ticketId: string) {
  return ({ id, title }: { id: string; title: string }): Button =>
    button(clip(title, 75), `${MOVE_TICKET}:${id}`, moveValue({ ticketId, destination: id }));
}

/** What a click carries: which ticket goes where. */
export function moveValue({ ticketId, destination }: { ticketId: string; destination: string }) {
  return `${ticketId} ${destination}`;
}

export function readMoveValue(value: string): { ticketId: string; destination: string } {
  const [ticketId = '', destination = ''] = value.split(' ');
  return { ticketId, destination };
}
