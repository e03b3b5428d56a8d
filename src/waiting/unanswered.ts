import type { Conversation } from '../conversations/conversation.ts';
import { conversationsThatMayWait, lockConversation } from '../conversations/conversation-store.ts';
import { messagesOf, messagesOfEach } from '../conversations/message-store.ts';
import { tsOf } from '../conversations/slack-ts.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ReadDesk } from '../settings/desk-in-use.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Answerers, FindAnswerers } from './answerers.ts';
import { createListButtons } from './list-buttons.ts';
import { nextStep, type View } from './next-step.ts';
import { noteStanding, showList } from './unanswered-list.ts';

export type Unanswered = ReturnType<typeof createUnanswered>;

/**
 * Sees to conversations for which nobody pressed a button and that nobody has answered: they come into one
 * list in the triage channel, or become tickets.
 */
export function createUnanswered({
  database,
  outbox,
  tickets,
  readDesk,
  team,
  ruleOf,
  isShared,
  findAnswerers,
  triageChannel,
  quietAfterMs,
  now,
}: {
  database: Database;
  outbox: Outbox;
  tickets: Pick<Tickets, 'escalate'>;
  readDesk: ReadDesk;
  team: string;
  ruleOf: View['ruleOf'];
  /** Whether another organisation is in a channel; not where that cannot be found out. */
  isShared: (channel: string) => Promise<boolean>;
  findAnswerers: FindAnswerers;
  triageChannel: () => string;
  quietAfterMs: number;
  now: () => Date;
}) {
  return { look, ...createListButtons({ database, outbox, tickets, team, findAnswerers }) };

  /** Looks for what is due, by what is stored alone; several instances may look at once. */
  async function look(): Promise<void> {
    const at = now();
    const { workingTime } = await readDesk(database.queries);
    const isThere = workingTime.backAt(at) === undefined;
    // Working time is never longer than the time itself, which costs nothing to compare.
    const isDue = (since: Date, afterMs: number) =>
      at.getTime() - since.getTime() >= afterMs && workingTime.after(since, afterMs) <= at;
    const waiting = await conversationsThatMayWait(database.queries, team);
    const toLookAt = waiting.filter((conversation) => mayHaveNews(conversation, isThere, isDue));
    const shared = await sharedAmong(toLookAt);
    const isSharedNow = (channel: string) => shared.has(channel);
    const view = { at, isThere, isDue, ruleOf, isShared: isSharedNow, quietAfterMs };
    for (let from = 0; from < toLookAt.length; from += AT_ONCE) {
      await lookAt(toLookAt.slice(from, from + AT_ONCE), view);
    }
    const channel = triageChannel();
    await database.transaction((transaction) =>
      showList(transaction, { outbox, team, channel, at, isThere }),
    );
  }

  /** What is listed may have been answered; what is not waits until it is due. */
  function mayHaveNews(
    { channel, unanswered_since, listed_at }: Conversation,
    isThere: boolean,
    isDue: View['isDue'],
  ): boolean {
    const rule = ruleOf(channel);
    if (listed_at !== null || !rule || unanswered_since === null) return true;
    return isThere && isDue(unanswered_since, rule.afterMs);
  }

  /** Slack is asked about the channels in which something becomes due, as they are at that moment. */
  async function sharedAmong(conversations: Conversation[]): Promise<Set<string>> {
    const due = conversations.filter(({ listed_at }) => listed_at === null);
    const shared = new Set<string>();
    for (const channel of new Set(due.map((conversation) => conversation.channel))) {
      const rule = ruleOf(channel);
      if (rule && rule.outcome === 'by-sharing' && (await isShared(channel))) shared.add(channel);
    }
    return shared;
  }

  /** Longest waiting first. */
  async function lookAt(conversations: Conversation[], settings: View): Promise<void> {
    const earliest = conversations[0]?.unanswered_since ?? settings.at;
    const messages = await messagesOfEach(database.queries, {
      conversationIds: conversations.map(({ id }) => id),
      since: tsOf(earliest),
    });
    const answerers = await findAnswerers([...messages.values()].flat());
    const view = { ...settings, answerers };
    for (const conversation of conversations) {
      const { id } = conversation;
      if (nextStep(conversation, messages.get(id) ?? [], view).do === 'nothing') continue;
      await database.transaction((transaction) => advance(transaction, id, view));
    }
  }

  /** Decides again under the lock: an answer, or another instance, may have come before. */
  async function advance(
    transaction: Transaction,
    id: string,
    view: View & { answerers: Answerers },
  ): Promise<void> {
    const conversation = await lockConversation(transaction, id);
    if (conversation.unanswered_since === null) return;
    const step = nextStep(conversation, await messagesOf(transaction, id), view);
    if (step.do === 'escalate') {
      const actor = { user: conversation.customer, kind: 'person' } as const;
      await tickets.escalate(transaction, { conversation, actor, door: 'unanswered' });
    }
    if (step.do === 'stand') await noteStanding(transaction, conversation, step.as, outbox);
  }
}

/** Of so many conversations the messages are read in one query. */
const AT_ONCE = 100;
