import type { File, Message } from './message.ts';
import type { Team } from './team.ts';

/** Deletes a file; in the messages that have it a tombstone takes its place. */
export function takeBackFile(team: Team, { id }: Pick<File, 'id'>): void {
  team.files.delete(id);
  for (const message of messagesWith(team, id)) {
    const files = message.files.map((file) =>
      file.id === id ? { ...file, mode: 'tombstone' as const } : file,
    );
    team.messages.change(message, { files });
  }
}

/** The messages that a file is in. */
export function messagesWith(team: Team, file: string): Message[] {
  return team.channels
    .all()
    .flatMap(({ id }) => team.messages.in(id))
    .filter(({ files }) => files.some(({ id }) => id === file));
}
