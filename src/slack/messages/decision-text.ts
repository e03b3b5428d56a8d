import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import type { DecisionReason } from '../../tickets/triage-record.ts';
import { refusalText } from './refusal-text.ts';

/** Why a ticket did not go to the agents of a category, in one sentence for agents. */
export function decisionText(reason: DecisionReason, categories: Category[]): string {
  switch (reason.code) {
    case 'unclear':
      return 'It is unclear which agents this is for.';
    case 'split':
      return `This may be for ${nameOf(reason.classified)} or for ${nameOf(reason.summarized)}.`;
    case 'undeliverable': {
      const meantFor = reason.meantFor === null ? 'other agents' : nameOf(reason.meantFor);
      return `Meant for ${meantFor}, but it could not be posted there: ${refusalText(reason.refusal)}.`;
    }
    default:
      return reason satisfies never;
  }

  function nameOf(id: string): string {
    return categoryTitle(categories, id) ?? id;
  }
}
