import { z } from 'zod';
import type { ModelUse } from './model-use.ts';

/**
 * Asks a language model one question and returns an answer that fits the question's schema.
 *
 * @throws {ModelFailed} When there is no such answer before the deadline.
 * @throws The signal's own reason, when it was aborted by anything but a deadline (a shutdown).
 */
export type Ask = <Answer extends z.ZodObject>(
  question: Question<Answer>,
) => Promise<z.infer<Answer>>;

/**
 * The instructions, the input, and the shape of the answer.
 *
 * The model receives the schema as JSON schema: use no transforms, `nullable` instead of `optional`,
 * and as the first key what the model should think of first. A key that is nullable and optional costs
 * an answer nothing: where its value does not fit, it is left out.
 */
export type Question<Answer extends z.ZodObject> = {
  /** The schema's or the tool's name, in snake_case. */
  name: string;
  /** The system message. */
  instructions: string;
  /** The user message. */
  input: string;
  answer: Answer;
  /** Other words for values of the answer's enums, such as a category's title for its id. */
  synonyms?: ReadonlyMap<string, string>;
  /** If given, the answer is the arguments of a tool that this sentence describes. */
  tool?: string;
  /** How many tokens the answer may take, thoughts included. Default: 1,000. */
  longestAnswerTokens?: number;
  /** Is called with what each request took, also where it failed. */
  onUse?: (use: ModelUse) => void;
  /** The deadline of all attempts together. */
  signal: AbortSignal;
};

/** Why there is no answer: one reason for each thing that a caller or the owner does about it. */
export const ModelFailureReason = z.enum([
  /** No answer in time. */
  'timeout',
  /** Too many requests for now. */
  'rate-limited',
  /** The account has no credit left: somebody must pay. */
  'quota',
  /** The server was not reached, or is out of order. */
  'unavailable',
  /** What answers at the address is no model's server: a web page, another path. */
  'no-model-server',
  /** The server does not accept the key. */
  'wrong-key',
  /** The server has no model of this name. */
  'unknown-model',
  /** The question does not fit into the model's context. */
  'too-long',
  /** The server does not accept the request for another reason, in any form. */
  'rejected',
  /** The model, or the provider's content filter, declined. */
  'refused',
  /** Every answer was unusable. */
  'invalid-answer',
  /** The model was not asked, because it has just failed several times in a row. */
  'circuit-open',
]);
export type ModelFailureReason = z.infer<typeof ModelFailureReason>;

/** What belongs to a reason: the HTTP status that the server answered, the model asked for. */
export const ModelFailureValues = z.object({
  status: z.number().optional(),
  model: z.string().optional(),
});
export type ModelFailureValues = z.infer<typeof ModelFailureValues>;

/** Its message and causes never quote a customer, a model or a server, so it may be logged. */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed';
  readonly reason: ModelFailureReason;
  readonly values: ModelFailureValues;

  constructor(
    reason: ModelFailureReason,
    message: string,
    { values = {}, ...options }: ErrorOptions & { values?: ModelFailureValues } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.values = values;
  }
}
