import type { KnownBlock } from '@slack/web-api';

/** What a message looks like in Slack. The text is what notifications show. */
export type Look = {
  text: string;
  blocks: KnownBlock[];
  /** The bot's words for the transcript, where the message belongs in one. */
  says?: string;
};
