import type { SlackChannel } from '../workspace/channels.ts';

/** Why records are left out of a channel: they go only where none but the company's agents read. */
export function recordsWithheld(channel: SlackChannel | undefined): string | undefined {
  if (!channel) return 'Records are left out: Slack did not say who can read this channel.';
  if (!channel.isPrivate) return 'Records are left out: this channel is public.';
  if (channel.isShared) {
    return 'Records are left out: this channel is shared with another organisation.';
  }
  return undefined;
}
