import { createHash } from 'node:crypto';
import type { TranscriptLine } from '../outbox/kinds.ts';
import type { Message } from './message.ts';
import { isOnlyEscalationRequest } from './only-escalation-request.ts';

/** A conversation as lines, in the order of `ts`. What only asks for a person is not part of it. */
export function transcriptLines(messages: Message[]): TranscriptLine[] {
  return messages
    .filter(isPartOfTranscript)
    .map((message) => ({ ...speakerOf(message), text: wordsOf(message), ...filesOf(message) }));
}

/** Whether a message says more than that a person is wanted. */
export function isPartOfTranscript({ is_escalation_request, text }: Message): boolean {
  return !isOnlyEscalationRequest({ isEscalationRequest: is_escalation_request, text });
}

/** A conversation as text: `CUSTOMER: …`, `BOT: …`, `AGENT: …`, `PARTICIPANT (name): …`. */
export function transcriptText(lines: TranscriptLine[]): string {
  return lines.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n');
}

/** Tells transcripts apart: the same text has the same hash. */
export function transcriptHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function speakerOf({ role, author }: Message): Omit<TranscriptLine, 'text'> {
  if (role !== 'participant') return { speaker: role.toUpperCase() };
  return { speaker: `PARTICIPANT (${author})`, participant: author };
}

function filesOf({ files, channel, ts }: Message): Pick<TranscriptLine, 'files'> {
  return files.length === 0 ? {} : { files: files.map((file) => ({ ...file, channel, ts })) };
}

function wordsOf({ text, files }: Message): string {
  const attached = files.map(({ name, kind }) => `[file: ${name} (${kind})]`);
  return [text, ...attached].filter((part) => part !== '').join(' ');
}
