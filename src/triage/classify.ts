import type { z } from 'zod';
import { ownWords } from '../conversations/own-words.ts';
import { transcriptText } from '../conversations/transcript.ts';
import type { Category } from '../desk/desk.ts';
import type { Ask, Question } from '../llm/ask.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import { findEmails } from '../privacy/find-emails.ts';
import { createPseudonyms } from '../privacy/pseudonyms.ts';
import type { Classification } from '../tickets/triage-record.ts';
import { askOrOffline } from './ask-or-offline.ts';
import { categoryTitles, classificationSchema, classifyInstructions } from './classify-question.ts';
import { classifyOffline, customerWords } from './offline-engine.ts';
import {
  mayBeTwoProblems,
  numberedTranscript,
  readSecondLines,
  type SecondLines,
  TWO_PROBLEMS_INSTRUCTIONS,
  twoProblemsSchema,
} from './two-problems-question.ts';

/** A classification, and what a model that was asked about it says of a second problem. */
export type ClassifiedLines = Classification & { secondLines?: SecondLines | null };

/**
 * Finds the category of a conversation, and whether it is about two problems.
 *
 * @see The recipe's `classify_transcript`.
 */
export async function classify({
  lines,
  categories,
  ask,
  deadline,
  onUse,
}: {
  lines: TranscriptLine[];
  categories: Category[];
  /** Undefined: the offline engine classifies. */
  ask: Ask | undefined;
  deadline: AbortSignal;
  onUse?: Question<never>['onUse'];
}): Promise<ClassifiedLines> {
  const pseudonyms = createPseudonyms();
  const instructions = classifyInstructions(categories);
  const rest = {
    name: 'classification',
    synonyms: categoryTitles(categories),
    signal: deadline,
    ...(onUse && { onUse }),
  };
  const answered = await askOrOffline<Answer>({
    ask,
    question: (model, { fit }) => {
      if (mayBeTwoProblems(lines, categories)) {
        return model({
          ...rest,
          instructions: `${instructions}\n\n${TWO_PROBLEMS_INSTRUCTIONS}`,
          input: fit(numberedTranscript(lines, pseudonyms.hide)),
          answer: twoProblemsSchema(categories),
        });
      }
      const input = fit(pseudonyms.hide(transcriptText(lines)));
      return model({ ...rest, instructions, input, answer: classificationSchema(categories) });
    },
    offline: () => classifyOffline(lines, categories),
  });
  const { reasoning, category, engine } = answered;
  const secondLines = readSecondLines(answered, lines);
  const email = answered.email === null ? null : pseudonyms.reveal(answered.email);
  return {
    reasoning: pseudonyms.reveal(reasoning),
    category,
    email: isTypedByCustomer(email, lines) ? email : null,
    engine,
    ...(secondLines !== undefined && { secondLines }),
  };
}

type Answer = z.infer<ReturnType<typeof twoProblemsSchema>>;

/** An email in what was forwarded or attached is somebody's, and a model may invent one. */
function isTypedByCustomer(email: string | null, lines: TranscriptLine[]): boolean {
  const typed = findEmails(ownWords(customerWords(lines)));
  return typed.some((own) => own.toLowerCase() === email?.toLowerCase());
}
