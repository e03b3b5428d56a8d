import { z } from 'zod';
import { SlackId, SlackTs } from '../workspace/outside-text.ts';

/** What is odd about an optional field costs that field, not the message. */
function lenient<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().catch(null);
}

/**
 * A message as Slack writes it in events, histories and interactions; only what is read here. Its
 * words can be in any shape: `message-words.ts` reads them.
 */
export const SlackMessage = z.object({
  ts: SlackTs,
  thread_ts: lenient(SlackTs),
  subtype: lenient(z.string()),
  user: lenient(SlackId),
  bot_id: lenient(SlackId),
  app_id: lenient(SlackId),
  bot_profile: lenient(z.object({ name: z.unknown().optional(), app_id: lenient(SlackId) })),
  username: z.unknown().optional(),
  client_msg_id: z.unknown().optional(),
  text: z.unknown().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  files: z.unknown().optional(),
  edited: lenient(z.object({ ts: SlackTs })),
});
export type SlackMessage = z.infer<typeof SlackMessage>;

/** A `message` or `app_mention` event. */
export const MessageEvent = z.union([
  z.object({
    type: z.literal('message'),
    subtype: z.literal('message_changed'),
    channel: SlackId,
    event_ts: SlackTs,
    message: SlackMessage,
  }),
  z.object({
    type: z.literal('message'),
    subtype: z.literal('message_deleted'),
    channel: SlackId,
    event_ts: SlackTs,
    deleted_ts: SlackTs,
    previous_message: SlackMessage.optional().catch(undefined),
  }),
  SlackMessage.extend({ type: z.enum(['message', 'app_mention']), channel: SlackId }).refine(
    // The two above, where they cannot be read.
    ({ subtype }) => subtype !== 'message_changed' && subtype !== 'message_deleted',
  ),
]);
export type MessageEvent = z.infer<typeof MessageEvent>;
