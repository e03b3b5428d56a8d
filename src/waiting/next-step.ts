import type { Conversation } from '../conversations/conversation.ts';
import { firstUnanswered } from '../conversations/first-unanswered.ts';
import type { Message } from '../conversations/message.ts';
import { timeOf } from '../conversations/slack-ts.ts';
import type { UnansweredRule } from '../desk/unanswered-rule.ts';
import type { Answerers } from './answerers.ts';

/** Since when somebody waits, and since when that is in the list. */
export type Standing = Pick<Conversation, 'unanswered_since' | 'listed_at'>;

export type Step = { do: 'nothing' | 'escalate' } | { do: 'stand'; as: Standing };

/** What a look decides by. */
export type View = {
  at: Date;
  /** It is working time. */
  isThere: boolean;
  /** Whether so much working time has passed since a moment. */
  isDue: (since: Date, afterMs: number) => boolean;
  /** `false`: nothing becomes of what nobody answers there; undefined where no intake is now. */
  ruleOf: (channel: string) => UnansweredRule | false | undefined;
  isShared: (channel: string) => boolean;
  /** For so long an entry is in the list at most. */
  quietAfterMs: number;
};

export const nobodyWaits: Standing = { unanswered_since: null, listed_at: null };

/** What is to become of a conversation whose customer may wait. */
export function nextStep(
  conversation: Conversation,
  messages: readonly Message[],
  { answerers, ...view }: View & { answerers: Answerers },
): Step {
  const { channel, status, listed_at } = conversation;
  const rule = view.ruleOf(channel);
  const { isAnswerer, mayBeAnswerer } = answerers;
  const first = firstUnanswered(messages, conversation, { isAnswerer });
  if (status !== 'open' || rule === false || !first) return stand(conversation, nobodyWaits);
  const since = timeOf(first.ts);
  const isPast = (listed_at ?? (rule ? view.at : since)).getTime() + view.quietAfterMs;
  if (isPast < view.at.getTime()) return stand(conversation, nobodyWaits);
  if (!rule || !view.isDue(since, rule.afterMs)) {
    // What is due later than what is listed was written after an answer.
    const isSame = since.getTime() === conversation.unanswered_since?.getTime();
    return stand(conversation, {
      unanswered_since: since,
      listed_at: isSame || !rule ? listed_at : null,
    });
  }
  if (!view.isThere) return stand(conversation, { unanswered_since: since, listed_at });
  const last = firstUnanswered(messages, conversation, { isAnswerer: mayBeAnswerer });
  if (becomesTicket(rule, view.isShared(channel)) && last === first) return { do: 'escalate' };
  return stand(conversation, { unanswered_since: since, listed_at: listed_at ?? view.at });
}

function becomesTicket({ outcome }: UnansweredRule, isShared: boolean): boolean {
  return outcome === 'by-sharing' ? isShared : outcome === 'escalate';
}

function stand({ unanswered_since, listed_at }: Standing, as: Standing): Step {
  const isAsBefore =
    unanswered_since?.getTime() === as.unanswered_since?.getTime() &&
    listed_at?.getTime() === as.listed_at?.getTime();
  return isAsBefore ? { do: 'nothing' } : { do: 'stand', as };
}
