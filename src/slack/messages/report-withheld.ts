import type { SlackChannel } from '../workspace/channels.ts';

/** Why the report is not posted in a channel: it goes only where none but the company's own read. */
export function reportWithheld(channel: SlackChannel | undefined): string | undefined {
  if (!channel?.isMember) {
    return 'the bot is not in the leads’ channel. Type /invite @Handoff there.';
  }
  if (!channel.isPrivate) {
    return `#${channel.name} is public. Make it private in its settings.`;
  }
  if (channel.isShared) {
    return `#${channel.name} is shared with another organisation. Use a channel of your own.`;
  }
  return undefined;
}
