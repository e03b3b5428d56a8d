import { createHash } from 'node:crypto';
import type { TranscriptLine } from '../outbox/kinds.ts';
import type { Message } from './message.ts';
import { isShown } from './message-content.ts';
import { isOnlyEscalationRequest } from './only-escalation-request.ts';

/** A conversation as lines, in the order of `ts`. What only asks for a person is not part of it. */
export function transcriptLines(messages: Message[]): TranscriptLine[] {
  return messages.filter(isPartOfTranscript).map((message) => ({
    ...speakerOf(message),
    text: markLines(shownWords(message)),
    ...filesOf(message),
  }));
}

/** Whether a message says more than that a person is wanted. */
export function isPartOfTranscript({ is_escalation_request, text, files }: Message): boolean {
  return !isOnlyEscalationRequest({ isEscalationRequest: is_escalation_request, text, files });
}

/** A conversation as text: `CUSTOMER: …`, `BOT: …`, `AGENT: …`, `PARTICIPANT (name): …`. */
export function transcriptText(lines: TranscriptLine[]): string {
  return lines.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n');
}

/** Tells transcripts apart: the same text has the same hash. */
export function transcriptHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function speakerOf({ role, author, author_name }: Message): Omit<TranscriptLine, 'text'> {
  if (role !== 'participant') return { speaker: role.toUpperCase() };
  if (author_name !== null) return { speaker: `PARTICIPANT (${appTitle(author_name)})` };
  return { speaker: `PARTICIPANT (${author})`, participant: author };
}

function filesOf({ files, channel, ts }: Message): Pick<TranscriptLine, 'files'> {
  const shown = files.filter(isShown);
  return shown.length === 0 ? {} : { files: shown.map((file) => ({ ...file, channel, ts })) };
}

/** What an app is called among people; it may have no name. */
export function appTitle(name: string): string {
  return name === '' ? 'an app' : `${name}, an app`;
}

/** What a message says, with its files and what Slack shows of them. */
export function shownWords({ text, files }: Pick<Message, 'text' | 'files'>): string {
  const shown = files.filter(isShown);
  // Behind what is forwarded, a file of the message itself has a line of its own.
  const separator = /(?:^|\n)>[^\n]*$/.test(text) ? '\n' : ' ';
  const attached = shown.map(
    ({ name, kind, words }) =>
      `[file: ${name} (${kind})]${words === undefined ? '' : `\n${quoted(words)}`}`,
  );
  return [text, attached.join(shown.some(({ words }) => words) ? '\n' : ' ')]
    .filter((part) => part !== '')
    .join(separator);
}

function quoted(words: string): string {
  return words
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

/** Marks the further lines of a message: nobody can write a line that looks like another speaker's. */
export function markLines(text: string): string {
  return text.replaceAll('\n', '\n| ');
}

/** A marked text in one line. */
export function inOneLine(text: string): string {
  return text
    .replace(/\n\| (?:> )?/g, ' ')
    .replace(/^> /, '')
    .replace(/\s+/g, ' ')
    .trim();
}
