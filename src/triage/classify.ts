import { ownWords } from '../conversations/own-words.ts';
import { transcriptText } from '../conversations/transcript.ts';
import type { Category } from '../desk/desk.ts';
import type { Ask } from '../llm/ask.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import { findEmails } from '../privacy/find-emails.ts';
import { createPseudonyms } from '../privacy/pseudonyms.ts';
import type { Classification } from '../tickets/triage-record.ts';
import { askOrOffline } from './ask-or-offline.ts';
import { categoryTitles, classificationSchema, classifyInstructions } from './classify-question.ts';
import { classifyOffline, customerWords } from './offline-engine.ts';

/**
 * Finds the category of a conversation.
 *
 * @see The recipe's `classify_transcript`.
 */
export async function classify({
  lines,
  categories,
  ask,
  deadline,
}: {
  lines: TranscriptLine[];
  categories: Category[];
  /** Undefined: the offline engine classifies. */
  ask: Ask | undefined;
  deadline: AbortSignal;
}): Promise<Classification> {
  const pseudonyms = createPseudonyms();
  const transcript = pseudonyms.hide(transcriptText(lines));
  const answered = await askOrOffline({
    ask,
    question: (model, { fit }) =>
      model({
        name: 'classification',
        instructions: classifyInstructions(categories),
        input: fit(transcript),
        answer: classificationSchema(categories),
        synonyms: categoryTitles(categories),
        signal: deadline,
      }),
    offline: () => classifyOffline(lines, categories),
  });
  const email = answered.email === null ? null : pseudonyms.reveal(answered.email);
  return {
    ...answered,
    reasoning: pseudonyms.reveal(answered.reasoning),
    email: isTypedByCustomer(email, lines) ? email : null,
  };
}

/** An email in what was forwarded or attached is somebody's, and a model may invent one. */
function isTypedByCustomer(email: string | null, lines: TranscriptLine[]): boolean {
  const typed = findEmails(ownWords(customerWords(lines)));
  return typed.some((own) => own.toLowerCase() === email?.toLowerCase());
}
