import type { TranscriptLine } from '../../outbox/kinds.ts';
import { nameOf, type Profiles } from '../workspace/profiles.ts';
import { clip } from './clip.ts';

/** A line as agents read it. */
export type NamedLine = Pick<TranscriptLine, 'speaker' | 'text' | 'files'>;

const LONGEST_NAME = 80;

/** Lines of a transcript, with participants' names in place of their ids. */
export async function namedLines(
  lines: TranscriptLine[],
  profiles: Profiles,
): Promise<NamedLine[]> {
  const names = new Map<string, string>();
  for (const user of new Set(lines.flatMap(({ participant }) => participant ?? []))) {
    names.set(user, clip(await nameOf(profiles, user), LONGEST_NAME));
  }
  return lines.map(({ speaker, text, participant, files }) => ({
    speaker: participant === undefined ? speaker : `PARTICIPANT (${names.get(participant)})`,
    text,
    files,
  }));
}
