import type { Channel } from '../team/channel.ts';

/** An event, and the name under which a manifest subscribes to it. */
export type SlackEvent = {
  subscription: string;
  channel: Channel;
  /** The user id of the person who caused it; their workspace is the event's `team_id`. */
  by: string;
  event: Record<string, unknown> & { type: string };
};
