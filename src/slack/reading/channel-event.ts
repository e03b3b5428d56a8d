import { z } from 'zod';
import { timeOf } from '../../conversations/slack-ts.ts';

/** Events after which a channel may be another one for the desk than before. */
export const CHANNEL_CHANGES = [
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'channel_rename',
  'channel_shared',
  'channel_unarchive',
  'channel_unshared',
  'group_archive',
  'group_deleted',
  'group_left',
  'group_rename',
  'group_unarchive',
] as const;

/**
 * Slack reports in a message of the channel that it was made public or private.
 *
 * @see https://docs.slack.dev/reference/events/message/channel_convert_to_public
 */
export const CHANNEL_CONVERSIONS: ReadonlySet<string> = new Set([
  'channel_convert_to_private',
  'channel_convert_to_public',
]);

/** Somebody joined or left a channel. */
export const Membership = z.object({ channel: z.string(), user: z.string() });

/**
 * Slack gave a private channel another id, since it was shared.
 *
 * @see https://docs.slack.dev/reference/events/channel_id_changed
 */
export const ChannelIdChange = z
  .object({ old_channel_id: z.string(), new_channel_id: z.string(), event_ts: z.string() })
  .transform(({ old_channel_id, new_channel_id, event_ts }) => ({
    from: old_channel_id,
    to: new_channel_id,
    at: timeOf(event_ts),
  }));
