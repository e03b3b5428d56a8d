import { z } from 'zod';
import { json, jsonWithDefault } from '../database/tables.ts';
import { RichText } from './rich-text.ts';

/** A file that an agent chose for the customer. */
export const ReplyFile = z.object({ id: z.string(), name: z.string() });
export type ReplyFile = z.infer<typeof ReplyFile>;

/** What an agent answers a customer. The outbox knows whether it has arrived. */
export const Reply = z.object({
  id: z.string(),
  team: z.string(),
  ticket_id: z.string(),
  author: z.string(),
  body: json(RichText),
  /** The body as plain text. */
  text: z.string(),
  /** Each is posted by itself, under the text. */
  files: jsonWithDefault(z.array(ReplyFile)),
  created_at: z.date(),
  edited_at: z.date().nullable(),
  taken_back_at: z.date().nullable(),
});
export type Reply = z.infer<typeof Reply>;
