import type { CustomerRecords } from '../customers/records/records.ts';
import type { Category } from '../desk/desk.ts';
import type { Ask, Question } from '../llm/ask.ts';
import { createPseudonyms } from '../privacy/pseudonyms.ts';
import { redactSecrets } from '../privacy/redact-secrets.ts';
import type { Engine, Opinion } from '../tickets/triage-record.ts';
import { askOrOffline } from './ask-or-offline.ts';
import { categoryTitles } from './classify-question.ts';
import { classifyOffline, summarizeOffline } from './offline-engine.ts';
import { plainQuestions, type QuestionSettings } from './question-settings.ts';
import {
  describeCase,
  describeRecords,
  LONGEST_SUMMARY,
  opinionSchema,
  routeInstructions,
} from './route-question.ts';
import { showTranscript, type TimedLine } from './show-transcript.ts';

/**
 * Has the model call `route_to_agent(agent_type, summary)` with the records at hand: a second opinion
 * on the category, and the summary.
 *
 * @see The recipe's `handle_ticket`.
 */
export async function summarize({
  lines,
  category,
  records,
  categories,
  settings = plainQuestions,
  ask,
  deadline,
  onUse,
}: {
  lines: TimedLine[];
  /** What the conversation was classified as, if it was. */
  category: string | undefined;
  records: CustomerRecords | undefined;
  categories: Category[];
  settings?: QuestionSettings;
  /** Undefined: the offline engine summarizes. */
  ask: Ask | undefined;
  deadline: AbortSignal;
  onUse?: Question<never>['onUse'];
}): Promise<Opinion> {
  const pseudonyms = createPseudonyms();
  const { zone, now } = settings;
  const { hide } = pseudonyms;
  const { agent_type, summary, engine } = await askOrOffline({
    ask,
    question: (model, { fitLines, fitRecords }) => {
      const transcript = showTranscript(lines, { fitLines, hide, zone, now });
      const described = records && describeRecords(records);
      const shown = described && {
        note: described.note,
        sections: fitRecords(
          described.sections.map(({ title, lines: facts }) => ({ title, lines: facts.map(hide) })),
        ),
      };
      return model({
        name: 'route_to_agent',
        tool: 'Hands over to agents.',
        instructions: routeInstructions(categories, settings),
        input: describeCase(transcript, shown),
        answer: opinionSchema(categories),
        synonyms: categoryTitles(categories),
        signal: deadline,
        ...(onUse && { onUse }),
      });
    },
    offline: () => ({
      agent_type: category ?? classifyOffline(lines, categories).category,
      summary: summarizeOffline(lines),
    }),
    transcriptTokens: settings.transcriptTokens,
  });
  const revealed = shortened(redactSecrets(pseudonyms.reveal(summary)).trim(), engine);
  return { agentType: agent_type, summary: revealed, engine };
}

/** A model's summary that is too long, up to its last whole sentence or word. */
function shortened(summary: string, engine: Engine): string {
  if (engine.kind === 'offline' || summary.length <= LONGEST_SUMMARY) return summary;
  const cut = summary.slice(0, LONGEST_SUMMARY - 1);
  const sentences = /^[\s\S]+[.!?。！？](?=\s|$)/u.exec(cut)?.[0] ?? '';
  if (sentences.length > LONGEST_SUMMARY / 2) return sentences;
  return `${cut.replace(/\s+\S{0,60}$/, '').replace(/[\uD800-\uDBFF]$/, '')}…`;
}
