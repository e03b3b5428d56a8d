import type { Category } from '../desk/desk.ts';
import { TRIAGE } from '../tickets/ticket.ts';
import type { TriageStep } from './triage-case.ts';
import { type Classification, type Decision, type Opinion, UNCLEAR } from './triage-record.ts';

/** Creates the step that says where the ticket goes. The model has opinions; the code decides. */
export function createDecide({ categories }: { categories: Category[] }): TriageStep {
  return {
    name: 'decision',
    async run({ record: { classification, opinion } }) {
      if (!classification || !opinion) throw new Error('There is no opinion to decide from.');
      return { decision: decide(classification, opinion, categories) };
    },
  };
}

/** Both opinions must agree on a category; otherwise a person sorts it in the triage channel. */
export function decide(
  { category }: Classification,
  { agentType, engine }: Opinion,
  categories: Category[],
): Decision {
  const second = engine.kind === 'model' ? agentType : category;
  if (category === second && category !== UNCLEAR) return { destination: category, reason: null };
  if (category === second) {
    return { destination: TRIAGE, reason: 'It is unclear which agents this is for.' };
  }
  return {
    destination: TRIAGE,
    reason: `Opinions differ: classified as ${title(category)}, summarized for ${title(second)}.`,
  };

  function title(id: string): string {
    return categories.find((known) => known.id === id)?.title ?? id;
  }
}
