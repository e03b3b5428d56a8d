import { z } from 'zod';
import { ContextSourceId } from '../desk/desk.ts';
import { Customer } from './records.ts';

/** One thing an agent should know, as plain text ready to be shown. */
export const Fact = z.object({ label: z.string(), value: z.string() });
export type Fact = z.infer<typeof Fact>;

/** What one source says. `personal` is true for a customer's own records. */
export const Section = z.object({
  source: ContextSourceId,
  title: z.string(),
  personal: z.boolean(),
  facts: z.array(Fact),
});
export type Section = z.infer<typeof Section>;

/** Whose records were opened, or why none were. */
export const Records = z.discriminatedUnion('status', [
  z.object({ status: z.literal('found'), customer: Customer }),
  z.object({ status: z.literal('unknown') }),
  z.object({ status: z.literal('ambiguous') }),
  z.object({ status: z.literal('not-vouched') }),
  z.object({ status: z.literal('no-directory') }),
  z.object({ status: z.literal('directory-down') }),
]);
export type Records = z.infer<typeof Records>;

/** The records that a ticket carries; plain JSON, so it can be stored and read again. */
export const Context = z.object({ records: Records, sections: z.array(Section) });
export type Context = z.infer<typeof Context>;
