import { transcriptText } from '../conversations/transcript.ts';
import type { CustomerRecords } from '../customers/records/records.ts';
import type { Category } from '../desk/desk.ts';
import type { Ask, Question } from '../llm/ask.ts';
import type { TranscriptLine } from '../outbox/kinds.ts';
import { createPseudonyms } from '../privacy/pseudonyms.ts';
import { redactSecrets } from '../privacy/redact-secrets.ts';
import type { Opinion } from '../tickets/triage-record.ts';
import { askOrOffline } from './ask-or-offline.ts';
import { categoryTitles } from './classify-question.ts';
import { classifyOffline, summarizeOffline } from './offline-engine.ts';
import {
  describeCase,
  describeRecords,
  opinionSchema,
  routeInstructions,
} from './route-question.ts';

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
  ask,
  deadline,
  onUse,
}: {
  lines: TranscriptLine[];
  /** What the conversation was classified as, if it was. */
  category: string | undefined;
  records: CustomerRecords | undefined;
  categories: Category[];
  /** Undefined: the offline engine summarizes. */
  ask: Ask | undefined;
  deadline: AbortSignal;
  onUse?: Question<never>['onUse'];
}): Promise<Opinion> {
  const pseudonyms = createPseudonyms();
  const transcript = pseudonyms.hide(transcriptText(lines));
  const facts = pseudonyms.hide(describeRecords(records));
  const { agent_type, summary, engine } = await askOrOffline({
    ask,
    question: (model, { fit }) =>
      model({
        name: 'route_to_agent',
        tool: 'Routes the conversation to the agents who can help, with a summary for them.',
        instructions: routeInstructions(categories),
        input: describeCase(fit(transcript, 2 / 3), fit(facts, 1 / 3)),
        answer: opinionSchema(categories),
        synonyms: categoryTitles(categories),
        signal: deadline,
        ...(onUse && { onUse }),
      }),
    offline: () => ({
      agent_type: category ?? classifyOffline(lines, categories).category,
      summary: summarizeOffline(lines),
    }),
  });
  const revealed = redactSecrets(pseudonyms.reveal(summary)).trim();
  return { agentType: agent_type, summary: revealed, engine };
}
