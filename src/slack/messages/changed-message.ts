import { appTitle } from '../../conversations/transcript.ts';
import { clip } from './clip.ts';
import type { MessageOf, Rendered, RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { writerInSentence } from './writer.ts';

const LONGEST_NAME = 80;

/** That a message which agents have read was changed or deleted. What is gone is not shown again. */
export async function renderChangedMessage(
  { about, words, team }: MessageOf<'changed-message'>,
  sources: RenderSources,
): Promise<Rendered> {
  if (!words) throw new Error('A message was changed, and its words were forgotten too early.');
  const { author: user, authorName, role } = words;
  const shown =
    authorName === undefined
      ? await writerInSentence({ user, role, team }, sources)
      : clip(appTitle(authorName), LONGEST_NAME);
  if (words.text === null) {
    const deed = `${shown} deleted a message.`;
    return { text: 'A message was deleted', blocks: [paragraph({ bold: deed })] };
  }
  const title = about.part === 0 ? [{ bold: `${shown} ${deedOf(words)}` }] : [];
  const separator = about.part === 0 && words.text !== '' ? '\n' : '';
  return { text: 'A message was changed', blocks: [paragraph(...title, separator, words.text)] };
}

function deedOf({
  text,
  tookBackFile,
}: NonNullable<MessageOf<'changed-message'>['words']>): string {
  if (text === '') return tookBackFile ? 'took back a file.' : 'emptied a message.';
  return tookBackFile ? 'took back a file. The message is now:' : 'changed a message:';
}
