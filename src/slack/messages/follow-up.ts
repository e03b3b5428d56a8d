import type { FollowUpLine } from '../../outbox/kinds.ts';
import { fileLinks } from './files.ts';
import { namedLines } from './named-lines.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';

/** What was written in a conversation after the escalation. */
export async function renderFollowUp(
  { words }: MessageOf<'follow-up'>,
  { profiles, workspaceUrl }: RenderSources,
): Promise<Rendered> {
  const remark = words?.[0]?.remark;
  const lines = await namedLines(words ?? [], profiles);
  const pieces = [
    ...(remark === undefined ? [] : [{ italic: `${remarks[remark]}\n` }]),
    ...lines.flatMap(({ speaker, text, files }) => [
      { bold: `${speaker}: ` },
      text,
      ...fileLinks({ text, files }, { workspaceUrl }),
    ]),
  ];
  return { text: 'The conversation goes on', blocks: [paragraph(...pieces)] };
}

const remarks: Record<NonNullable<FollowUpLine['remark']>, string> = {
  'before-escalation': 'This came late: it was written before the escalation.',
  'before-resolving': 'This came late: it was written before the ticket was resolved.',
  'after-resolving': 'This was written after the ticket was resolved.',
};
