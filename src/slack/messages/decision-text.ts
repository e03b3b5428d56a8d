import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import type { DecisionReason } from '../../tickets/triage-record.ts';
import { refusalText } from './refusal-text.ts';

/** Why a ticket did not go to the agents of a category, in one sentence for agents. */
export function decisionText(reason: DecisionReason, categories: Category[]): string {
  switch (reason.code) {
    case 'unclear':
      return 'It is unclear which agents this is for.';
    case 'split': {
      const { classified, summarized, verified = classified } = reason;
      const [last = '', ...others] = [...new Set([classified, summarized, verified])].reverse();
      const first = others.reverse().map((id) => `for ${nameOf(id)}`);
      return `This may be ${first.join(', ')} or for ${nameOf(last)}.`;
    }
    case 'keywords-silent':
      return `The AI takes this for ${nameOf(reason.model)}; none of the desk’s keywords confirms that.`;
    case 'keywords-disagree': {
      const { model, keywords, found, like } = reason;
      const because = found.length > 0 ? found.join(', ') : `like “${like}”`;
      return `The AI takes this for ${nameOf(model)}, the desk’s keywords for ${nameOf(keywords)} (${because}).`;
    }
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
