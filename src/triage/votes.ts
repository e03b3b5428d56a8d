import type { Classification, Opinion, Votes } from '../tickets/triage-record.ts';
import { clearCategory, type OfflineVote } from './offline-vote.ts';

/** Who has voted so far. What the offline engine answered in a model's place is no vote of a model. */
export function votesOf({
  classification,
  opinion,
  offline,
  verifier,
}: {
  classification: Pick<Classification, 'category' | 'engine'> | undefined;
  opinion: Pick<Opinion, 'agentType' | 'engine'> | undefined;
  offline: OfflineVote;
  /** What another model says, where one is asked. */
  verifier?: string | undefined;
}): Votes {
  const { found, like } = offline;
  return {
    classification: classification?.engine.kind === 'model' ? classification.category : undefined,
    agentType: opinion?.engine.kind === 'model' ? opinion.agentType : undefined,
    verifier,
    keywords: { category: clearCategory(offline), found, like },
  };
}
