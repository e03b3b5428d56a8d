import { transcriptText } from '../conversations/transcript.ts';
import type { Category } from '../desk/desk.ts';
import type { Ask } from '../llm/ask.ts';
import { createPseudonyms } from '../privacy/pseudonyms.ts';
import { redactSecrets } from '../privacy/redact-secrets.ts';
import { askOrOffline } from './ask-or-offline.ts';
import { classifyOffline, summarizeOffline } from './offline-engine.ts';
import { describeCase, opinionSchema, routeInstructions } from './route-question.ts';
import type { TriageStep } from './triage-case.ts';

/**
 * Creates the step in which the model, with the records at hand, calls
 * `route_to_agent(agent_type, summary)`: a second opinion on the category, and the summary.
 *
 * @see The recipe's `handle_ticket`.
 */
export function createSummarize({
  ask,
  categories,
}: {
  ask: Ask | undefined;
  categories: Category[];
}): TriageStep {
  return {
    name: 'opinion',
    async run({ lines, record, deadline }) {
      const pseudonyms = createPseudonyms();
      const { agent_type, summary, engine } = await askOrOffline({
        ask,
        question: (model) =>
          model({
            name: 'route_to_agent',
            tool: 'Routes the conversation to the agents who can help, with a summary for them.',
            instructions: routeInstructions(categories),
            input: pseudonyms.hide(describeCase(transcriptText(lines), record)),
            answer: opinionSchema(categories),
            signal: deadline,
          }),
        offline: () => ({
          agent_type:
            record.classification?.category ?? classifyOffline(lines, categories).category,
          summary: summarizeOffline(lines),
        }),
      });
      const said = redactSecrets(pseudonyms.reveal(summary)).trim();
      return { opinion: { agentType: agent_type, summary: said, engine } };
    },
  };
}
