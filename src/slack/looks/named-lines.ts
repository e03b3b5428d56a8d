import { z } from 'zod';
import type { Profiles } from '../profiles.ts';
import { clip } from './clip.ts';

const Line = z.object({
  speaker: z.string(),
  text: z.string(),
  participant: z.string().optional(),
});

/** A line as agents read it. */
export type NamedLine = Pick<z.infer<typeof Line>, 'speaker' | 'text'>;

/** The lines that an outbox message carries, with participants' names in place of their ids. */
export async function namedLines(text: string | null, profiles: Profiles): Promise<NamedLine[]> {
  const lines = z.array(Line).parse(JSON.parse(text ?? '[]'));
  const names = new Map<string, string>();
  for (const user of new Set(lines.flatMap(({ participant }) => participant ?? []))) {
    names.set(user, clip((await profiles.find(user))?.name ?? user, 80));
  }
  return lines.map(({ speaker, text, participant }) => ({
    speaker: participant === undefined ? speaker : `PARTICIPANT (${names.get(participant)})`,
    text,
  }));
}
