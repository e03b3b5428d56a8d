import type { Channel } from '../../protocol.ts';

/** The icon before a channel's name: `#`, a lock, or the bot's icon. */
export function ChannelIcon({ channel: { kind } }: { channel: Pick<Channel, 'kind'> }) {
  if (kind === 'im') return <img class="channel-icon" src="/icon.svg" alt="" />;
  if (kind === 'public') {
    return (
      <span class="channel-icon" aria-hidden="true">
        #
      </span>
    );
  }
  return (
    <svg class="channel-icon" viewBox="0 0 16 16" role="img" aria-label="private">
      <rect x="3" y="7" width="10" height="7" rx="1.5" fill="none" stroke="currentColor" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" fill="none" stroke="currentColor" />
    </svg>
  );
}
