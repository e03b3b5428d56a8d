import type { Desk } from './desk.ts';

/**
 * After how much working time something becomes of a conversation that nobody has answered, and what:
 * `by-sharing` is a ticket where the channel is shared with another organisation, else a place in the list.
 */
export type UnansweredRule = { afterMs: number; outcome: 'list' | 'escalate' | 'by-sharing' };

/** The rule of an intake channel; `false`: nothing becomes of it. */
export function unansweredRule({
  greet,
  unanswered,
}: Pick<Desk['intake'][number], 'greet' | 'unanswered'>): UnansweredRule | false {
  if (!unanswered) return false;
  const byDefault = greet === 'never' ? 'escalate' : 'by-sharing';
  return { afterMs: unanswered.after, outcome: unanswered.then ?? byDefault };
}
