import type { z } from 'zod';
import { ownWords } from '../conversations/own-words.ts';
import type { Category } from '../desk/desk.ts';
import type { Ask, Question } from '../llm/ask.ts';
import { findEmails } from '../privacy/find-emails.ts';
import { createPseudonyms } from '../privacy/pseudonyms.ts';
import type { Classification } from '../tickets/triage-record.ts';
import { askOrOffline } from './ask-or-offline.ts';
import { categoryTitles, classificationSchema, classifyInstructions } from './classify-question.ts';
import { classifyOffline, customerWords } from './offline-engine.ts';
import { plainQuestions, type QuestionSettings } from './question-settings.ts';
import { showTranscript, type TimedLine } from './show-transcript.ts';
import {
  mayBeTwoProblems,
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
  settings = plainQuestions,
  ask,
  deadline,
  onUse,
}: {
  lines: TimedLine[];
  categories: Category[];
  settings?: QuestionSettings;
  /** Undefined: the offline engine classifies. */
  ask: Ask | undefined;
  deadline: AbortSignal;
  onUse?: Question<never>['onUse'];
}): Promise<ClassifiedLines> {
  const pseudonyms = createPseudonyms();
  const instructions = classifyInstructions(categories, settings);
  const rest = {
    name: 'classification',
    synonyms: categoryTitles(categories),
    signal: deadline,
    ...(onUse && { onUse }),
  };
  const isNumbered = mayBeTwoProblems(lines, categories);
  const answered = await askOrOffline<Answer>({
    ask,
    question: (model, { fitLines }) => {
      const { zone, now } = settings;
      const { hide } = pseudonyms;
      const input = showTranscript(lines, { fitLines, hide, isNumbered, zone, now });
      if (!isNumbered) {
        return model({ ...rest, instructions, input, answer: classificationSchema(categories) });
      }
      return model({
        ...rest,
        instructions: `${instructions}\n\n${TWO_PROBLEMS_INSTRUCTIONS}`,
        input,
        answer: twoProblemsSchema(categories),
      });
    },
    offline: () => classifyOffline(lines, categories),
    transcriptTokens: settings.transcriptTokens,
  });
  const { reasoning, category, engine } = answered;
  const secondLines = readSecondLines(answered, lines);
  return {
    reasoning: pseudonyms.reveal(reasoning),
    category,
    email: findEmails(ownWords(customerWords(lines)))[0] ?? null,
    engine,
    ...(secondLines !== undefined && { secondLines }),
  };
}

type Answer = z.infer<ReturnType<typeof twoProblemsSchema>>;
