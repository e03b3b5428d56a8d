import type { KnownBlock, WebClient } from '@slack/web-api';
import { ANSWER_FAILED, type BestEffort } from './best-effort.ts';

/** Shows a text to one person in a channel, if Slack lets it through. */
export type SendEphemeral = (ephemeral: {
  channel: string;
  user: string;
  thread?: string | undefined;
  text: string;
  /** Where the text alone does not do, as with a button. */
  blocks?: KnownBlock[] | undefined;
}) => void;

export function createSendEphemeral({
  client,
  bestEffort,
}: {
  client: WebClient;
  bestEffort: BestEffort;
}): SendEphemeral {
  return ({ channel, user, thread, text, blocks }) =>
    bestEffort.attempt(
      () =>
        client.chat.postEphemeral({
          channel,
          user,
          text,
          ...(blocks && { blocks }),
          ...(thread && { thread_ts: thread }),
        }),
      ANSWER_FAILED,
    );
}
