import { z } from 'zod';
import { json } from '../database/tables.ts';
import { RichText } from './rich-text.ts';

/** What an agent answers a customer. The outbox knows whether it has arrived. */
export const Reply = z.object({
  id: z.string(),
  team: z.string(),
  ticket_id: z.string(),
  author: z.string(),
  body: json(RichText),
  /** The body as plain text. */
  text: z.string(),
  created_at: z.date(),
  edited_at: z.date().nullable(),
  taken_back_at: z.date().nullable(),
});
export type Reply = z.infer<typeof Reply>;
