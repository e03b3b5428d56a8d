import { z } from 'zod';
import { ownChannel } from './access.ts';
import { type Methods, method } from './method.ts';

const thread = { channel_id: z.string(), thread_ts: z.string() };
const scopes = ['assistant:write'];

/** What the bot shows beside a thread while it works. @see https://docs.slack.dev/reference/methods/assistant.threads.setStatus */
export const assistantMethods: Methods = {
  'assistant.threads.setStatus': method({
    takes: z.object({ ...thread, status: z.string() }),
    scopes,
    run({ channel_id, thread_ts, status }, team) {
      const channel = ownChannel(team, channel_id).id;
      team.changes.emit({ type: 'status set', channel, threadTs: thread_ts, status });
      return {};
    },
  }),
};
