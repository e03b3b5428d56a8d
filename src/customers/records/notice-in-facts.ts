import type { Notice } from './notice.ts';
import { noticeAccount } from './notice-account.ts';
import { noticeCharges } from './notice-charges.ts';
import type { Fact } from './records.ts';

/**
 * What agents should not overlook in the facts of one section. It repeats what rows say and concludes
 * nothing: the same charge twice is two rows, whoever is to blame.
 */
export function notice(facts: readonly Fact[]): Notice[] {
  return [...noticeCharges(facts), ...noticeAccount(facts)];
}
