import { z } from 'zod';
import { Identity } from '../customers/identity.ts';
import { CustomerRecords } from '../customers/records/records.ts';

/** Who worked something out. Offline says why no model did. */
export const Engine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('model') }),
  z.object({ kind: z.literal('offline'), because: z.string() }),
]);
export type Engine = z.infer<typeof Engine>;

export const UNCLEAR = 'unclear';

/** What a conversation is about: a category's id, or `unclear`. The email is what was typed. */
export const Classification = z.object({
  reasoning: z.string(),
  category: z.string(),
  email: z.string().nullable(),
  engine: Engine,
});
export type Classification = z.infer<typeof Classification>;

/** The second opinion: the agents the ticket should go to, and its summary. */
export const Opinion = z.object({ agentType: z.string(), summary: z.string(), engine: Engine });
export type Opinion = z.infer<typeof Opinion>;

/** Where a ticket goes. The reason is for the agents: why it did not go to a category. */
export const Decision = z.object({ destination: z.string(), reason: z.string().nullable() });
export type Decision = z.infer<typeof Decision>;

/** What triage has found out about a ticket, step by step. What is there is never asked again. */
export const TriageRecord = z.object({
  classification: Classification.optional(),
  identity: Identity.optional(),
  context: CustomerRecords.optional(),
  opinion: Opinion.optional(),
  decision: Decision.optional(),
});
export type TriageRecord = z.infer<typeof TriageRecord>;
