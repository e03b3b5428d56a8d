import type { KnownBlock, ModalView } from '@slack/web-api';
import { z } from 'zod';
import { type Ticket, TicketRow, ticketName } from '../../tickets/ticket.ts';
import { TICKET_ACT } from './action-ids.ts';
import { clip } from './clip.ts';
import { button, plainText } from './plain-text.ts';
import { paragraph } from './rich-text.ts';
import { type ActName, actWords } from './ticket-act-words.ts';

const LONGEST_TITLE = 24;

/** How a ticket was when a form about it was shown: what has changed since then is said first. */
export const SeenTicket = TicketRow.pick({ status: true, destination: true, holder: true });
export type SeenTicket = z.infer<typeof SeenTicket>;

/** What the form of something that is done with a ticket is about. */
export const ActContext = z.object({ act: z.string(), ticketId: z.string(), seen: SeenTicket });
export type ActContext = z.infer<typeof ActContext>;

export function readActContext(metadata: string): ActContext {
  return ActContext.parse(JSON.parse(metadata));
}

/** Lists what an agent may do now with a ticket, beside what its card has buttons for. */
export function moreForm(ticket: Ticket, acts: readonly ActName[]): ModalView {
  return {
    type: 'modal',
    title: plainText(clip(ticketName(ticket), LONGEST_TITLE)),
    close: plainText('Close'),
    blocks: acts.length === 0 ? [paragraph(NOTHING_MORE)] : acts.flatMap(actBlocks(ticket)),
  };
}

const NOTHING_MORE = 'There is nothing else to be done with this ticket now.';

function actBlocks({ id }: Ticket) {
  return (act: ActName): KnownBlock[] => {
    const { label, explanation } = actWords[act];
    return [
      {
        type: 'section',
        text: plainText(explanation),
        accessory: button(label, `${TICKET_ACT}:${act}`, id),
      },
    ];
  };
}

/** The form of one of these, with what it must be told. */
export function actForm(
  ticket: Ticket,
  { act, blocks }: { act: ActName; blocks: KnownBlock[] },
): ModalView {
  const { explanation, title, submit } = actWords[act];
  const { id: ticketId, status, destination, holder } = ticket;
  const context: ActContext = { act, ticketId, seen: { status, destination, holder } };
  return {
    type: 'modal',
    callback_id: TICKET_ACT,
    private_metadata: JSON.stringify(context),
    title: plainText(clip(`${title} ${ticketName(ticket)}`, LONGEST_TITLE)),
    submit: plainText(submit),
    close: plainText('Cancel'),
    blocks: [paragraph(explanation), ...blocks],
  };
}

/** Says in the place of a form why nothing was done. */
export function refusedForm(ticket: Ticket, reason: string): ModalView {
  return {
    type: 'modal',
    title: plainText(clip(ticketName(ticket), LONGEST_TITLE)),
    close: plainText('Close'),
    blocks: [paragraph(reason)],
  };
}
