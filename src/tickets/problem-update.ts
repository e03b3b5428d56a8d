import { z } from 'zod';
import { json, withDefault } from '../database/tables.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import { RichText } from './rich-text.ts';

/** One text for everybody who has a known problem, and how far it has come. */
export const ProblemUpdate = z.object({
  id: z.string(),
  team: z.string(),
  /** The ticket that the others are linked to. */
  ticket_id: z.string(),
  author: z.string(),
  body: json(RichText),
  /** The body as plain text. */
  text: z.string(),
  /** The ids of the tickets whose customers it was to go to when it was sent. */
  recipients: json(z.array(z.string())),
  /** To how many of these it went, or need not go any more; they are taken in their order. */
  handled: withDefault(z.number()),
  created_at: z.date(),
});
export type ProblemUpdate = z.infer<typeof ProblemUpdate>;

/** Sends an update to the tickets whose turn it is. */
export const SendUpdate: JobKind<{ id: string }> = {
  name: 'send-update',
  payload: z.object({ id: z.string() }),
  workers: 1,
  retryLimit: 3_000,
};
