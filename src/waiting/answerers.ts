import { customersAmong } from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';
import type { Queries } from '../database/open-database.ts';

/** Whether a user is a full member of the workspace; undefined where Slack does not say. */
export type IsFullMember = (user: string) => Promise<boolean | undefined>;

/** Whose answer counts among some participants: what is not known of them is no answer, and may be one. */
export type Answerers = {
  isAnswerer: (participant: string) => boolean;
  mayBeAnswerer: (participant: string) => boolean;
};

export type FindAnswerers = (messages: readonly Message[]) => Promise<Answerers>;

/**
 * Finds out which participants are colleagues: full members of the workspace who are not customers
 * themselves at the time.
 */
export function createFindAnswerers({
  queries,
  team,
  isFullMember,
  quietAfterMs,
  now,
}: {
  queries: Queries;
  team: string;
  isFullMember: IsFullMember;
  /** Who had a conversation of their own in this time is a customer. */
  quietAfterMs: number;
  now: () => Date;
}): FindAnswerers {
  return async (messages) => {
    const participants = messages.filter(({ role }) => role === 'participant');
    const users = [...new Set(participants.map(({ author }) => author))];
    const since = new Date(now().getTime() - quietAfterMs);
    const customers = await customersAmong(queries, { team, users, since });
    const known = new Map<string, boolean | undefined>();
    for (const user of users) {
      const isNone = customers.has(user) || isApp(user);
      known.set(user, isNone ? false : await isFullMember(user));
    }
    return {
      isAnswerer: (user) => known.get(user) === true,
      mayBeAnswerer: (user) => known.get(user) !== false,
    };
  };
}

/** An app may post without a user account. */
function isApp(user: string): boolean {
  return user.startsWith('B');
}
