import type { Place } from '../../conversations/conversation.ts';

/** Whether a channel is somebody's direct messages: Slack begins the ids of those with D. */
export function placeOfChannel(channel: string): Place {
  return channel.startsWith('D') ? 'direct' : 'channel';
}

export function isDirectMessages(channel: string): boolean {
  return placeOfChannel(channel) === 'direct';
}
