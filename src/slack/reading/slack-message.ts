import { z } from 'zod';

const File = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  filetype: z.string().nullish(),
  size: z.number().nullish().catch(null),
  permalink: z.string().nullish().catch(null),
});

/** A message as Slack writes it in events, histories and interactions; only what is read here. */
export const SlackMessage = z.object({
  ts: z.string(),
  thread_ts: z.string().nullish(),
  subtype: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  files: z.array(File).nullish(),
  edited: z.object({ ts: z.string() }).nullish(),
});
export type SlackMessage = z.infer<typeof SlackMessage>;

/** A `message` or `app_mention` event. */
export const MessageEvent = z.union([
  z.object({
    type: z.literal('message'),
    subtype: z.literal('message_changed'),
    channel: z.string(),
    event_ts: z.string(),
    message: SlackMessage,
  }),
  z.object({
    type: z.literal('message'),
    subtype: z.literal('message_deleted'),
    channel: z.string(),
    event_ts: z.string(),
    deleted_ts: z.string(),
    previous_message: SlackMessage.optional(),
  }),
  SlackMessage.extend({ type: z.enum(['message', 'app_mention']), channel: z.string() }),
]);
export type MessageEvent = z.infer<typeof MessageEvent>;

/**
 * The parts of an event's envelope that say which workspace it is for. An event from a Slack
 * Connect channel bears the other organisation's `team_id`.
 */
export const EventEnvelope = z.object({
  team_id: z.string(),
  context_team_id: z.string().nullish(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
});

export function workspaceOf(envelope: z.infer<typeof EventEnvelope>): string {
  return envelope.context_team_id ?? envelope.authorizations?.[0]?.team_id ?? envelope.team_id;
}
