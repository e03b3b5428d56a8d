import type { z } from 'zod';
import { type FileReference, Message } from './message.ts';

/** What a message says, and since when. */
export const MessageContent = Message.pick({ text: true, files: true, revision: true });
export type MessageContent = z.infer<typeof MessageContent>;

/**
 * What a stored message says after it was received again; undefined where nothing is new. A later
 * revision replaces it. That a file was taken back is believed of the same revision too: Slack does
 * not call it an edit.
 */
export function newContent(
  known: MessageContent,
  incoming: MessageContent,
): MessageContent | undefined {
  const { revision } = incoming;
  if (revision > known.revision) {
    const shown = incoming.files.filter(isShown);
    const gone = known.files.filter((file) => !shown.some((other) => isSame(file, other)));
    return { ...incoming, files: [...shown, ...gone.map((file) => takenBack(file, revision))] };
  }
  const tombstones = incoming.files.filter((file) => !isShown(file));
  const isGone = (file: FileReference) => tombstones.some((other) => isSame(file, other));
  if (!known.files.some((file) => isShown(file) && isGone(file))) return undefined;
  const files = known.files.map((file) => (isGone(file) ? takenBack(file, known.revision) : file));
  return { ...known, files };
}

/** Whether a file is there still. */
export function isShown({ takenBackAt }: FileReference): boolean {
  return takenBackAt === undefined;
}

/** What an older bot has stored has no id. */
function isSame(one: FileReference, other: FileReference): boolean {
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id;
  return one.name === other.name && one.kind === other.kind;
}

/** What is gone keeps neither its name nor its words. */
function takenBack(file: FileReference, revision: string): FileReference {
  if (!isShown(file)) return file;
  return { ...(file.id && { id: file.id }), name: '', kind: '', takenBackAt: revision };
}
