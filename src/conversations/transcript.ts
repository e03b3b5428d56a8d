import { createHash } from 'node:crypto';
import { isMereCall } from './mere-call.ts';
import type { Message } from './message.ts';

/** One line of a transcript: who says it, in the words that agents and the model read, and what. */
export type TranscriptLine = {
  speaker: string;
  text: string;
  /** A participant's Slack id, for which agents are shown the name. */
  participant?: string;
};

/** A conversation as lines, in the order of `ts`. What merely calls the bot is not part of it. */
export function transcriptLines(messages: Message[]): TranscriptLine[] {
  return messages
    .filter(({ is_call, text }) => !isMereCall({ isCall: is_call, text }))
    .map((message) => ({ ...speaker(message), text: words(message) }));
}

/** A conversation as text: `CUSTOMER: …`, `BOT: …`, `AGENT: …`, `PARTICIPANT (name): …`. */
export function transcriptText(lines: TranscriptLine[]): string {
  return lines.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n');
}

/** Tells transcripts apart: the same text has the same hash. */
export function transcriptHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function speaker({ role, author }: Message): Omit<TranscriptLine, 'text'> {
  if (role !== 'participant') return { speaker: role.toUpperCase() };
  return { speaker: `PARTICIPANT (${author})`, participant: author };
}

function words({ text, files }: Message): string {
  const attached = files.map(({ name, kind }) => `[file: ${name} (${kind})]`);
  return [text, ...attached].filter((part) => part !== '').join(' ');
}
