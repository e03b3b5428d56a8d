import { z } from 'zod';
import { SectionId } from '../../desk/desk.ts';
import { FactData } from './fact-data.ts';
import { Notice } from './notice.ts';

/** A customer's account at the company, as far as an agent needs it to know whom they talk to. */
export const Account = z.object({ id: z.string(), email: z.string(), name: z.string() });
export type Account = z.infer<typeof Account>;

/** One thing that an agent should know, as plain text ready to be shown, and what code reads of it. */
export const Fact = z.object({
  label: z.string(),
  value: z.string(),
  data: FactData.optional(),
});
export type Fact = z.infer<typeof Fact>;

/** The facts of one kind of records. `personal` is true for a customer's own. */
export const Section = z.object({
  section: SectionId,
  title: z.string(),
  personal: z.boolean(),
  facts: z.array(Fact),
  noticed: z.array(Notice).optional(),
});
export type Section = z.infer<typeof Section>;

/** Whose records were opened, or why none were. */
export const AccountMatch = z.discriminatedUnion('status', [
  z.object({ status: z.literal('found'), account: Account }),
  z.object({ status: z.literal('unknown') }),
  z.object({ status: z.literal('ambiguous') }),
  z.object({ status: z.literal('untrusted-email') }),
  z.object({ status: z.literal('no-source') }),
  z.object({ status: z.literal('unavailable') }),
]);
export type AccountMatch = z.infer<typeof AccountMatch>;

/** The records on a ticket; plain JSON, so that they can be stored and read again. */
export const CustomerRecords = z.object({ account: AccountMatch, sections: z.array(Section) });
export type CustomerRecords = z.infer<typeof CustomerRecords>;
