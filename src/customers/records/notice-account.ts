import type { Notice } from './notice.ts';
import type { Fact } from './records.ts';

/** That an account is locked, or has a status in which it cannot be used. */
export function noticeAccount(facts: readonly Fact[]): Notice[] {
  return facts.flatMap(({ data }, index): Notice[] => {
    if (data?.is !== 'account') return [];
    const { status, lockedAt, createdAt } = data;
    const isUnusable = unusable.has(
      status
        .toLowerCase()
        .replace(/[\s_-]+/g, ' ')
        .trim(),
    );
    // Some systems keep a date long ago where there is none.
    if (lockedAt !== null && new Date(lockedAt) > new Date(createdAt)) {
      const differing = isUnusable ? null : status;
      return [{ code: 'account-locked', since: lockedAt, status: differing, facts: [index] }];
    }
    const shown = facts.findIndex(({ label }) => label === 'Status');
    const about = shown < 0 ? [] : [shown];
    return isUnusable ? [{ code: 'account-status', status, facts: about }] : [];
  });
}

const unusable = new Set(
  'locked,locked out,suspended,disabled,blocked,banned,closed,deactivated,frozen,inactive,terminated,restricted,on hold'.split(
    ',',
  ),
);
