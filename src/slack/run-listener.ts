import type { RespondFn } from '@slack/bolt';
import type { z } from 'zod';
import { ANSWER } from './action-ids.ts';
import type { BestEffort } from './best-effort.ts';
import { NOT_SAVED } from './escalation-answer.ts';
import type { Listener, Reply } from './interactions.ts';

type Answer = Parameters<Reply['acknowledge']>[0];

/** One interaction as Bolt hands it over: its body, and the two ways to answer. */
export type BoltInteraction = {
  body: unknown;
  acknowledge: (answer: Answer) => Promise<void>;
  respond: RespondFn | undefined;
  /** Nobody can be told here, as in a Home tab: Slack itself says there that a click failed. */
  isMute?: boolean;
};

/**
 * Creates what runs a listener for an interaction. Slack does not deliver these again: if it fails,
 * whoever acted is told that nothing was saved.
 */
export function createRunListener({
  bestEffort,
  onFailure,
}: {
  bestEffort: BestEffort;
  onFailure: (error: unknown) => void;
}) {
  return async <Schema extends z.ZodType>(
    schema: Schema,
    listener: Listener<z.infer<Schema>> | undefined,
    { body, acknowledge, respond, isMute = false }: BoltInteraction,
  ): Promise<void> => {
    let isAcknowledged = false;
    const reply: Reply = {
      async acknowledge(answer) {
        isAcknowledged = true;
        await acknowledge(answer);
      },
      tell(text) {
        bestEffort.attempt(async () =>
          respond?.({ response_type: 'ephemeral', replace_original: false, text }),
        );
      },
    };
    try {
      if (listener) await listener(schema.parse(body), reply);
      else await reply.acknowledge();
    } catch (error) {
      if (isMute) throw error;
      onFailure(error);
      if (!isAcknowledged) await acknowledge({ text: NOT_SAVED, errors: { [ANSWER]: NOT_SAVED } });
      if (respond) reply.tell(NOT_SAVED);
    }
  };
}
