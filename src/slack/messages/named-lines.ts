import type { TranscriptLine } from '../../outbox/kinds.ts';
import type { Profiles } from '../workspace/profiles.ts';
import { shortName } from './short-name.ts';

/** A line as agents read it. */
export type NamedLine = Pick<TranscriptLine, 'speaker' | 'text' | 'files'>;

/** Lines of a transcript, with participants' names in place of their ids. */
export async function namedLines(
  lines: TranscriptLine[],
  profiles: Profiles,
): Promise<NamedLine[]> {
  const names = new Map<string, string>();
  for (const user of new Set(lines.flatMap(({ participant }) => participant ?? []))) {
    names.set(user, await shortName(profiles, user));
  }
  return lines.map(({ speaker, text, participant, files }) => ({
    speaker: participant === undefined ? speaker : `PARTICIPANT (${names.get(participant)})`,
    text,
    files,
  }));
}
