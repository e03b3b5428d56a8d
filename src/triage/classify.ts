import { transcriptHash, transcriptText } from '../conversations/transcript.ts';
import type { Database } from '../database/open-database.ts';
import type { Category } from '../desk/desk.ts';
import type { Ask } from '../llm/ask.ts';
import { createPseudonyms } from '../privacy/pseudonyms.ts';
import { askOrOffline } from './ask-or-offline.ts';
import { classificationSchema, classifyInstructions } from './classify-question.ts';
import { classifyOffline } from './offline-engine.ts';
import type { TriageStep } from './triage-case.ts';
import { Classification } from './triage-record.ts';

/**
 * Creates the step that finds the category. A classification belongs to the conversation and its
 * words: the same words are not asked about again.
 *
 * @see The recipe's `classify_transcript`.
 */
export function createClassify({
  database,
  ask,
  categories,
}: {
  database: Database;
  ask: Ask | undefined;
  categories: Category[];
}): TriageStep {
  return {
    name: 'classification',
    async run({ ticket, lines, deadline }) {
      const text = transcriptText(lines);
      const about = {
        conversation_id: ticket.conversation_id,
        transcript_hash: transcriptHash(text),
      };
      const stored = await recall(database, about);
      if (stored) return { classification: stored };
      const pseudonyms = createPseudonyms();
      const answered = await askOrOffline({
        ask,
        question: (model) =>
          model({
            name: 'classification',
            instructions: classifyInstructions(categories),
            input: pseudonyms.hide(text),
            answer: classificationSchema(categories),
            signal: deadline,
          }),
        offline: () => classifyOffline(lines, categories),
      });
      const classification = {
        ...answered,
        reasoning: pseudonyms.reveal(answered.reasoning),
        email: answered.email === null ? null : pseudonyms.reveal(answered.email),
      };
      await remember(database, about, classification);
      return { classification };
    },
  };
}

type About = { conversation_id: string; transcript_hash: string };

async function recall({ queries }: Database, about: About): Promise<Classification | undefined> {
  const row = await queries
    .selectFrom('classifications')
    .select('classification')
    .where('conversation_id', '=', about.conversation_id)
    .where('transcript_hash', '=', about.transcript_hash)
    .executeTakeFirst();
  return row && Classification.parse(row.classification);
}

/** Only a model's answer is worth keeping: what the offline engine says, it says again at no cost. */
async function remember({ queries }: Database, about: About, classification: Classification) {
  if (classification.engine.kind === 'offline') return;
  await queries
    .insertInto('classifications')
    .values({ ...about, classification: JSON.stringify(classification) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
