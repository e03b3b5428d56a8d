import type { FollowUpLine } from '../../outbox/kinds.ts';
import { fileLinks, filesHere } from './files.ts';
import { mayBeMentioned } from './may-be-mentioned.ts';
import { namedLines } from './named-lines.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { writerTitle } from './writer.ts';

/** What was written in a conversation after the escalation. */
export async function renderFollowUp(
  { words, channel, team }: MessageOf<'follow-up'>,
  sources: RenderSources,
): Promise<Rendered> {
  const remark = words?.[0]?.remark;
  const mentioned = words?.[0]?.mentions;
  const isMentioned =
    mentioned !== undefined && (await mayBeMentioned({ team, user: mentioned }, sources));
  const lines = await namedLines(words ?? [], sources.profiles);
  const writer = words?.[0]?.writer;
  const title = writer && (await writerTitle({ ...writer, team }, sources));
  const here = await filesHere({ channel, lines }, sources);
  const pieces = [
    ...(mentioned && isMentioned ? [{ user: mentioned }, ' '] : []),
    ...(remark === undefined ? [] : [{ italic: `${remarks[remark]}\n` }]),
    ...lines.flatMap(({ speaker, text, files }) => [
      { bold: `${title ?? speaker}: ` },
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
