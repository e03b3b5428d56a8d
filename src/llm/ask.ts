import { z } from 'zod';

/**
 * Puts one question to a language model and gives back an answer that fits its schema.
 *
 * @throws {ModelFailed} When there is no such answer before the deadline.
 * @throws The signal's own reason, when it was aborted by anything but a deadline (a shutdown).
 */
export type Ask = <Answer extends z.ZodObject>(
  question: Question<Answer>,
) => Promise<z.infer<Answer>>;

/**
 * What the model is told, what it is shown, and the shape of the answer.
 *
 * The schema goes to the model as JSON schema: no transforms, `nullable` instead of `optional`,
 * and what the model should think of first as its first key.
 */
export type Question<Answer extends z.ZodObject> = {
  /** The schema's or the tool's name, in snake_case. */
  name: string;
  /** The system message. */
  instructions: string;
  /** The user message. */
  input: string;
  answer: Answer;
  /** When given, the answer is asked as the arguments of a tool that this sentence describes. */
  tool?: string;
  /** The deadline of all attempts together. */
  signal: AbortSignal;
};

/** Why there is no answer, as far as somebody would act differently on it. */
export const ModelFailureReason = z.enum([
  /** No answer in time. */
  'timeout',
  /** Too many requests for now. */
  'rate-limited',
  /** The account has no credit left: somebody must pay. */
  'quota',
  /** Not reached, or not answering as a model's server does. */
  'unavailable',
  /** The server does not accept the request: wrong key, wrong model, too long. */
  'rejected',
  /** The model, or the provider's content filter, declined. */
  'refused',
  /** Every answer was unusable. */
  'invalid-answer',
  /** Not asked, because the model failed again and again a moment ago. */
  'circuit-open',
]);
export type ModelFailureReason = z.infer<typeof ModelFailureReason>;

/** Its message and causes never quote a customer, a model or a server, so it may be logged. */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed';
  readonly reason: ModelFailureReason;

  constructor(reason: ModelFailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
