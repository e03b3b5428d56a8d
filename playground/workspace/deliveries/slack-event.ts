import type { Channel } from '../team/channel.ts';

/** Something an app may hear of, and the name under which its manifest subscribes to it. */
export type SlackEvent = {
  subscription: string;
  channel: Channel;
  /** Who did it: says whose workspace it came from. */
  by: string;
  event: Record<string, unknown> & { type: string };
};
