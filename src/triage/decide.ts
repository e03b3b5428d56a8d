import { TRIAGE } from '../tickets/ticket.ts';
import {
  type Classification,
  type Decision,
  type Opinion,
  UNCLEAR,
} from '../tickets/triage-record.ts';

/**
 * Decides where a ticket goes. The model has opinions; the code decides: both must agree on a
 * category, otherwise a person sorts it in the triage channel.
 */
export function decide(
  { category }: Pick<Classification, 'category'>,
  { agentType, engine }: Pick<Opinion, 'agentType' | 'engine'>,
): Decision {
  const second = engine.kind === 'model' ? agentType : category;
  if (category !== second) {
    const reason = { code: 'split', classified: category, summarized: second } as const;
    return { destination: TRIAGE, reason };
  }
  if (category === UNCLEAR) return { destination: TRIAGE, reason: { code: 'unclear' } };
  return { destination: category, reason: null };
}
