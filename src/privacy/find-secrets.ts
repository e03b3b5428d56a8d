import { redactSecrets } from './redact-secrets.ts';

/** What each secret in a text is, such as `card number`; empty where there is none. */
export function findSecrets(text: string): string[] {
  const before = notesIn(text);
  const found = notesIn(redactSecrets(text));
  return [...new Set(found)].filter((note) => count(found, note) > count(before, note));
}

/** The notes that stand where something was removed; somebody may also have typed one. */
function notesIn(text: string): string[] {
  return [...text.matchAll(/\[([\w -]+) removed\]/g)].map(([, what = '']) => what);
}

function count(notes: string[], note: string): number {
  return notes.filter((other) => other === note).length;
}
