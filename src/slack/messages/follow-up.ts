import { namedLines } from './named-lines.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** What was written in a conversation after the escalation. */
export async function renderFollowUp(
  { words }: MessageOf<'follow-up'>,
  { profiles }: RenderSources,
): Promise<Rendered> {
  const lines = await namedLines(words ?? [], profiles);
  const pieces = lines.flatMap(({ speaker, text }) => [{ bold: `${speaker}: ` }, text]);
  return { text: 'The conversation goes on', blocks: [paragraph(...pieces)] };
}
