import type { KnownBlock, ModalView } from '@slack/web-api';
import { z } from 'zod';
import type { RichText } from '../../tickets/rich-text.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { ANSWER, UPDATE_ALL } from './action-ids.ts';
import { clip } from './clip.ts';
import { plainText } from './plain-text.ts';
import { richText } from './reply.ts';
import { paragraph } from './rich-text.ts';

/** What the form of *Update all* is about, and by its hash what its preview has shown. */
export const UpdateAllContext = z.object({
  ticketId: z.string(),
  previewed: z.string().nullable(),
  /** To how many tickets it goes, and what had been sent last. */
  tickets: z.number(),
  lastUpdate: z.string().nullable(),
});
export type UpdateAllContext = z.infer<typeof UpdateAllContext>;

export function readUpdateAllContext(metadata: string): UpdateAllContext {
  return UpdateAllContext.parse(JSON.parse(metadata));
}

/** What the form is about as it is shown. */
export type UpdateAllForm = Pick<UpdateAllContext, 'tickets' | 'lastUpdate'> & {
  preview: Preview | undefined;
  notices: string[];
};

/** A text as its readers will see it, and to how many it goes. */
export type Preview = {
  body: RichText;
  /** The agent's name as customers read it. */
  sender: string;
  customers: number;
  /** Recognizes all of it. */
  hash: string;
};

/** Where an agent writes to everybody who has a known problem; what was written is shown before it is sent. */
export function updateAllForm(
  ticket: Ticket,
  { preview, notices, tickets, lastUpdate }: UpdateAllForm,
): ModalView {
  const context: UpdateAllContext = {
    ticketId: ticket.id,
    previewed: preview?.hash ?? null,
    tickets,
    lastUpdate,
  };
  return {
    type: 'modal',
    callback_id: UPDATE_ALL,
    private_metadata: JSON.stringify(context),
    title: plainText(clip(`Update all: ${ticketName(ticket)}`, 24)),
    submit: plainText(preview ? `Send to ${tickets}` : 'Preview'),
    close: plainText('Cancel'),
    blocks: [
      ...notices.map((notice) => paragraph({ bold: clip(notice, LONGEST_NOTICE) })),
      ...(preview ? previewBlocks(preview, tickets) : [paragraph(EXPLANATION)]),
      {
        type: 'input',
        block_id: ANSWER,
        label: plainText(preview ? 'Change the text' : 'The text'),
        element: {
          type: 'rich_text_input',
          action_id: ANSWER,
          focus_on_load: true,
          ...(preview && {
            initial_value: { type: 'rich_text' as const, elements: preview.body },
          }),
        },
      },
    ],
  };
}

const LONGEST_NOTICE = 1_500;
const EXPLANATION =
  'One text for the customers of all open tickets that are linked, each where they wrote. You see it before it goes out. It must hold nothing of any one customer.';

function previewBlocks({ body, sender, customers }: Preview, tickets: number): KnownBlock[] {
  const whom =
    tickets === customers
      ? `${customers} ${customers === 1 ? 'customer' : 'customers'}`
      : `${tickets} tickets of ${customers} ${customers === 1 ? 'customer' : 'customers'}`;
  return [
    paragraph(
      { bold: `This goes to ${whom}` },
      `, each where they wrote. In a channel everybody there reads it. It comes from ${sender}:`,
    ),
    { type: 'divider' },
    richText(body),
    { type: 'divider' },
  ];
}
