import { z } from 'zod';

/** The facts of its section that a notice is about, by their place. */
const facts = z.array(z.number());
const Money = z.object({ amount: z.string(), currency: z.string() });

/** Something in a customer's records that agents should not overlook. */
export const Notice = z.discriminatedUnion('code', [
  /** The same was charged several times within hours. */
  Money.extend({
    code: z.literal('charged-repeatedly'),
    times: z.number(),
    description: z.string(),
    first: z.string(),
    last: z.string(),
    /** The company's own word for how the charges stand, where it is not known that they were paid. */
    status: z.string().nullable(),
    isPaid: z.boolean(),
    /** How many of them were refunded since. */
    refunds: z.number(),
    facts,
  }),
  /** A row that gives money back; its status where it is not known that this was done. */
  Money.extend({
    code: z.literal('refund'),
    description: z.string(),
    at: z.string(),
    status: z.string().nullable(),
    facts,
  }),
  /** A charge whose status is about a refund. */
  Money.extend({
    code: z.literal('charge-status'),
    description: z.string(),
    at: z.string(),
    status: z.string(),
    facts,
  }),
  z.object({
    code: z.literal('account-locked'),
    since: z.string(),
    /** The account's status, where that does not say so too. */
    status: z.string().nullable(),
    facts,
  }),
  z.object({ code: z.literal('account-status'), status: z.string(), facts }),
]);
export type Notice = z.infer<typeof Notice>;
