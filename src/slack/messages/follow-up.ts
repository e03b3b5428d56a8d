import type { FollowUpLine } from '../../outbox/kinds.ts';
import { fileLinks, filesHere } from './files.ts';
import { namedLines } from './named-lines.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** What was written in a conversation after the escalation. */
export async function renderFollowUp(
  { words, channel }: MessageOf<'follow-up'>,
  sources: RenderSources,
): Promise<Rendered> {
  const remark = words?.[0]?.remark;
  const lines = await namedLines(words ?? [], sources.profiles);
  const here = await filesHere({ channel, lines }, sources);
  const pieces = [
    ...(remark === undefined ? [] : [{ italic: `${remarks[remark]}\n` }]),
    ...lines.flatMap(({ speaker, text, files }) => [
      { bold: `${speaker}: ` },
      text,
      ...fileLinks({ text, files }, sources, here),
    ]),
  ];
  return { text: 'The conversation goes on', blocks: [paragraph(...pieces)] };
}

const remarks: Record<NonNullable<FollowUpLine['remark']>, string> = {
  'before-escalation': 'This came late: it was written before the escalation.',
  'before-resolving': 'This came late: it was written before the ticket was resolved.',
  'after-resolving': 'This was written after the ticket was resolved.',
};
