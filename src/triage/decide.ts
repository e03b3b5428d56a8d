import type { Desk } from '../desk/desk.ts';
import { TRIAGE } from '../tickets/ticket.ts';
import { type Decision, UNCLEAR, type Votes } from '../tickets/triage-record.ts';

/** What of the desk says when one opinion is enough. */
export type DecidingRules = Pick<Desk, 'whenKeywordsSilent' | 'whenKeywordsDisagree'>;

/**
 * Decides where a ticket goes. Models have opinions; the code decides. All answers of one model are one
 * opinion, and that nobody disagrees is no agreement: a category needs two voters, except where the desk's
 * rules say that one is enough, or where no model has answered.
 */
export function decide(votes: Votes, rules: DecidingRules): Decision {
  const { keywords, verifier } = votes;
  const { classification = votes.agentType, agentType = classification } = votes;
  if (classification === undefined || agentType === undefined) return byKeywords(keywords.category);
  const opinions = new Set([classification, agentType, verifier ?? classification]);
  if (opinions.size > 1) {
    if (keywords.category !== UNCLEAR && opinions.has(keywords.category)) {
      return routed(keywords.category);
    }
    const split = { code: 'split', classified: classification, summarized: agentType } as const;
    return sorted(verifier === undefined ? split : { ...split, verified: verifier });
  }
  if (classification === UNCLEAR) return sorted({ code: 'unclear' });
  if (keywords.category === classification) return routed(classification);
  if (keywords.category === UNCLEAR) {
    if (rules.whenKeywordsSilent === 'route') return routed(classification);
    return sorted({ code: 'keywords-silent', model: classification });
  }
  if (rules.whenKeywordsDisagree === 'model') return routed(classification);
  if (rules.whenKeywordsDisagree === 'keywords') return routed(keywords.category);
  const { category, found, like } = keywords;
  return sorted({
    code: 'keywords-disagree',
    model: classification,
    keywords: category,
    found,
    like,
  });
}

function byKeywords(category: string): Decision {
  return category === UNCLEAR ? sorted({ code: 'unclear' }) : routed(category);
}

function routed(category: string): Decision {
  return { destination: category, reason: null };
}

function sorted(reason: NonNullable<Decision['reason']>): Decision {
  return { destination: TRIAGE, reason };
}
