import type { SlackChannel } from '../channel-directory.ts';

/** Records go only where none but the company's own agents read. */
export function whyWithheld(channel: SlackChannel | undefined): string | undefined {
  if (!channel) return 'Records are left out: Slack did not say who can read this channel.';
  if (!channel.isPrivate) return 'Records are left out: this channel is public.';
  if (channel.isShared) {
    return 'Records are left out: this channel is shared with another organisation.';
  }
  return undefined;
}
