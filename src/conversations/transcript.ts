import { createHash } from 'node:crypto';
import type { Message } from './message.ts';

/** One line of a transcript: who says it, in the words that agents and the model read, and what. */
export type TranscriptLine = { speaker: string; text: string };

/** A conversation as lines, in the order of `ts`. What calls the bot is not part of it. */
export function transcriptLines(messages: Message[]): TranscriptLine[] {
  return messages
    .filter((message) => !message.is_call)
    .map((message) => ({ speaker: speaker(message), text: words(message) }));
}

/** A conversation as text: `CUSTOMER: …`, `BOT: …`, `AGENT: …`, `PARTICIPANT (name): …`. */
export function transcriptText(lines: TranscriptLine[]): string {
  return lines.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n');
}

/** Tells transcripts apart: the same text has the same hash. */
export function transcriptHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function speaker({ role, author }: Message): string {
  return role === 'participant' ? `PARTICIPANT (${author})` : role.toUpperCase();
}

function words({ text, files }: Message): string {
  const attached = files.map(({ name, kind }) => `[file: ${name} (${kind})]`);
  return [text, ...attached].filter((part) => part !== '').join(' ');
}
