import type { RespondFn } from '@slack/bolt';
import type { z } from 'zod';
import { fieldsOf } from '../../fields-of.ts';
import { NOT_SAVED } from '../listeners/answers.ts';
import { answerBlockIn } from '../listeners/interactions.ts';
import type { Responder } from '../listeners/listener.ts';
import { ANSWER_FAILED, type BestEffort } from '../sending/best-effort.ts';

type Answer = Parameters<Responder['acknowledge']>[0];

export type ListenerRun = {
  bestEffort: BestEffort;
  /** Is called with why an interaction was not saved. */
  onFailure: (error: unknown) => void;
  /** Is called where an interaction can never be read. */
  onUnreadable: (about: { type: string }) => void;
};

/**
 * Runs the listener of an interaction, as Bolt hands it over. Slack does not deliver these again: if
 * the listener fails, the user who acted is answered that nothing was saved.
 */
export async function runListener<Schema extends z.ZodType>(
  { bestEffort, onFailure, onUnreadable }: ListenerRun,
  {
    schema,
    listener,
    body,
    acknowledge,
    respond,
    isMute = false,
  }: {
    schema: Schema;
    /** Undefined: nobody handles it, and it is acknowledged. */
    listener: ((interaction: z.infer<Schema>, responder: Responder) => Promise<void>) | undefined;
    body: object;
    acknowledge: (answer: Answer) => Promise<void>;
    respond: RespondFn | undefined;
    /** Nobody can be answered here, as in a Home tab: Slack itself shows there that a click failed. */
    isMute?: boolean;
  },
): Promise<void> {
  let isAcknowledged = false;
  const responder: Responder = {
    async acknowledge(answer) {
      isAcknowledged = true;
      await acknowledge(answer);
    },
    reply(text) {
      bestEffort.attempt(
        async () => respond?.({ response_type: 'ephemeral', replace_original: false, text }),
        ANSWER_FAILED,
      );
    },
  };
  if (!listener) return responder.acknowledge();
  const errors = { [answerBlockOf(body)]: NOT_SAVED };
  const interaction = schema.safeParse(body);
  if (!interaction.success) {
    onUnreadable({ type: 'interaction' });
    return responder.acknowledge({ text: NOT_SAVED, errors });
  }
  try {
    await listener(interaction.data, responder);
  } catch (error) {
    if (isMute) throw error;
    onFailure(error);
    if (!isAcknowledged) await acknowledge({ text: NOT_SAVED, errors });
    if (respond) responder.reply(NOT_SAVED);
  }
}

/** Where a form shows its error. */
function answerBlockOf(body: object): string {
  const { view } = fieldsOf(body);
  return answerBlockIn(fieldsOf(fieldsOf(fieldsOf(view).state).values));
}
