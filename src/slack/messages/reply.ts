import type { KnownBlock } from '@slack/web-api';
import { loadReply } from '../../tickets/reply-store.ts';
import type { RichText } from '../../tickets/rich-text.ts';
import { agentName, agentPicture } from './agent-name.ts';
import { clip } from './clip.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

const LONGEST_NOTIFICATION = 300;

/** What an agent answers, for the customer: under the agent's name and picture where Slack allows that. */
export async function renderReply(
  { about }: MessageOf<'reply'>,
  sources: RenderSources,
): Promise<Rendered> {
  const { body, text, author } = await loadReply(sources.queries, about.replyId);
  const name = await agentName(author, sources);
  const words = clip(text, LONGEST_NOTIFICATION);
  if (sources.isPostedAs) {
    const picture = await agentPicture(author, name, sources);
    return { text: words, blocks: [richText(body)], postedAs: { name, picture } };
  }
  return { text: `${name}: ${words}`, blocks: [paragraph({ bold: `${name}:` }), richText(body)] };
}

export function richText(body: RichText): KnownBlock {
  return { type: 'rich_text', elements: body };
}
