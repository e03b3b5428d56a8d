import type { RespondFn } from '@slack/bolt';
import type { z } from 'zod';
import { fieldsOf } from '../../fields-of.ts';
import { answerBlockIn } from '../listeners/interactions.ts';
import type { Responder } from '../listeners/listener.ts';
import type { CustomerTexts } from '../messages/customer-texts.ts';
import { shown } from '../messages/shown.ts';
import { ANSWER_FAILED, type BestEffort } from '../sending/best-effort.ts';

type Answer = Parameters<Responder['acknowledge']>[0];

export type ListenerRun = {
  bestEffort: BestEffort;
  texts: CustomerTexts;
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
  { bestEffort, texts, onFailure, onUnreadable }: ListenerRun,
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
    reply(answer) {
      const content = typeof answer === 'string' ? { text: answer } : answer;
      bestEffort.attempt(
        async () => respond?.({ response_type: 'ephemeral', replace_original: false, ...content }),
        ANSWER_FAILED,
      );
    },
  };
  if (!listener) return responder.acknowledge();
  const interaction = schema.safeParse(body);
  if (!interaction.success) {
    onUnreadable({ type: 'interaction' });
    return responder.acknowledge(await notSaved(body, texts));
  }
  try {
    await listener(interaction.data, responder);
  } catch (error) {
    if (isMute) throw error;
    onFailure(error);
    const { text, blocks, errors } = await notSaved(body, texts);
    if (!isAcknowledged) await acknowledge({ text, blocks, errors });
    if (respond) responder.reply({ text, blocks });
  }
}

/** That nothing was saved: as a text, and for a form as its error. */
async function notSaved(body: object, texts: CustomerTexts) {
  const words = await texts.readBy(userOf(body));
  const sentence = words.plain('answer.not-saved');
  return { ...shown(sentence), errors: { [answerBlockOf(body)]: sentence } };
}

/** Who acted, as commands and all else name them; empty where that cannot be read. */
function userOf(body: object): string {
  const { user_id, user } = fieldsOf(body);
  const id = user_id ?? fieldsOf(user).id;
  return typeof id === 'string' ? id : '';
}

/** Where a form shows its error. */
function answerBlockOf(body: object): string {
  const { view } = fieldsOf(body);
  return answerBlockIn(fieldsOf(fieldsOf(fieldsOf(view).state).values));
}
