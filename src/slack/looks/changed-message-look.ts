import { z } from 'zod';
import type { Profiles } from '../profiles.ts';
import { clip } from './clip.ts';
import type { Look } from './look.ts';
import { paragraph } from './rich-text.ts';

/** Who changed a message of theirs, and to what; null when they deleted it. */
const ChangedMessage = z.object({ author: z.string(), text: z.string().nullable() });

/** That a message which agents have read is another now, or gone. What is gone is not shown again. */
export async function changedMessageLook(
  words: string | null,
  { part, profiles }: { part: number; profiles: Profiles },
): Promise<Look> {
  const { author, text } = ChangedMessage.parse(JSON.parse(words ?? '{}'));
  const name = clip((await profiles.find(author))?.name ?? author, 80);
  const deed = `${name} ${text === null ? 'deleted a message.' : 'changed a message:'}`;
  const title = part === 0 ? [{ bold: deed }, '\n'] : [];
  return {
    text: text === null ? 'A message was deleted' : 'A message was changed',
    blocks: [paragraph(...(text === null ? [{ bold: deed }] : [...title, text]))],
  };
}
