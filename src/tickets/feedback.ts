import { z } from 'zod';

export const Rating = z.enum(['good', 'bad']);
export type Rating = z.infer<typeof Rating>;

/** What a customer says about one end of a ticket: a ticket that is reopened may end again. */
export const Feedback = z.object({
  ticket_id: z.string(),
  resolved_at: z.date(),
  team: z.string(),
  customer: z.string(),
  rating: z.string().pipe(Rating),
  /** Without secrets. */
  words: z.string().nullable(),
  given_at: z.date(),
});
export type Feedback = z.infer<typeof Feedback>;
