import { z } from 'zod';
import { Identity } from '../customers/identity.ts';
import { CustomerRecords } from '../customers/records/records.ts';
import { ModelFailureReason, ModelFailureValues } from '../llm/ask.ts';
import { ModelUse } from '../llm/model-use.ts';

/**
 * Who worked something out. `offline` names why no model did; `isShortened` that the model was shown
 * a part of what there was.
 */
export const Engine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('model'), isShortened: z.literal(true).optional() }),
  z.object({
    kind: z.literal('offline'),
    because: z.enum([...ModelFailureReason.options, 'no-model']),
    values: ModelFailureValues.optional(),
  }),
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

/** What of a conversation a model takes for another problem: its category, and the messages' addresses. */
export const SecondProblem = z.object({ category: z.string(), messages: z.array(z.string()) });
export type SecondProblem = z.infer<typeof SecondProblem>;

/** The second opinion: the agents the ticket should go to, and its summary. */
export const Opinion = z.object({ agentType: z.string(), summary: z.string(), engine: Engine });
export type Opinion = z.infer<typeof Opinion>;

/** Why a ticket did not go to the agents of a category. */
export const DecisionReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('unclear') }),
  /** Category ids, or `unclear`. */
  z.object({
    code: z.literal('split'),
    classified: z.string(),
    summarized: z.string(),
    verified: z.string().optional(),
  }),
  /** The model alone names a category. */
  z.object({ code: z.literal('keywords-silent'), model: z.string() }),
  /** The model and the desk's words name different ones. */
  z.object({
    code: z.literal('keywords-disagree'),
    model: z.string(),
    keywords: z.string(),
    found: z.array(z.string()),
    like: z.string().optional(),
  }),
  /** Where it was meant to go, and Slack's code for why it could not be posted there. */
  z.object({
    code: z.literal('undeliverable'),
    meantFor: z.string().nullable(),
    refusal: z.string(),
  }),
]);
export type DecisionReason = z.infer<typeof DecisionReason>;

/** Where a ticket goes: a category's id or `triage`. */
export const Decision = z.object({ destination: z.string(), reason: DecisionReason.nullable() });
export type Decision = z.infer<typeof Decision>;

/**
 * Who named which category, or `unclear`. What a model did not answer is left out. The keywords' vote, which
 * is always there, names the words that were found, and the example that the conversation is like.
 */
export const Votes = z.object({
  classification: z.string().optional(),
  agentType: z.string().optional(),
  verifier: z.string().optional(),
  keywords: z.object({
    category: z.string(),
    found: z.array(z.string()),
    like: z.string().optional(),
  }),
});
export type Votes = z.infer<typeof Votes>;

/** What triage has found out about a ticket, part by part. What is there is never asked again. */
export const TriageRecord = z.object({
  classification: Classification.optional(),
  /** Null: a model was asked, and found none. Left out: none was asked, or none answered that. */
  secondProblem: SecondProblem.nullable().optional(),
  identity: Identity.optional(),
  records: CustomerRecords.optional(),
  opinion: Opinion.optional(),
  /** Left out on tickets of older versions. They stay as they were when somebody moves the ticket. */
  votes: Votes.optional(),
  decision: Decision.optional(),
  /** What all questions about the ticket took. */
  modelUse: ModelUse.optional(),
});
export type TriageRecord = z.infer<typeof TriageRecord>;
