import type { CollectMessage } from '../../conversations/collect-message.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import type { TakeBack } from '../../conversations/take-back.ts';
import { claimInteraction } from '../../database/claim-interaction.ts';
import type { Database, Transaction } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { Escalate, Escalation } from '../../tickets/escalate.ts';
import {
  AGENTS_OPEN_NONE,
  escalationAnswer,
  NOBODYS_THREAD,
  whereToWrite,
} from '../escalation-answer.ts';
import type { Reading } from '../read-message.ts';

/** Shows a text to one person in a place, if Slack lets it through. */
export type Whisper = (to: {
  channel: string;
  user: string;
  thread?: string;
  text: string;
}) => void;

/**
 * Creates what takes in messages, and opens two of the doors: `@bot escalate` and `!escalate`.
 * It ends when all of it is committed.
 */
export function createMessageListener({
  database,
  collect,
  takeBack,
  escalate,
  whisper,
  categories,
  intakeChannels,
  now,
}: {
  database: Database;
  collect: CollectMessage;
  takeBack: TakeBack;
  escalate: Escalate;
  whisper: Whisper;
  categories: Category[];
  intakeChannels: string[];
  now: () => Date;
}) {
  return async (reading: Reading): Promise<void> => {
    if (reading.status === 'deleted') {
      await database.transaction((transaction) => takeBack(transaction, reading.message));
      return;
    }
    const { message, isNew } = reading;
    const text = await database.transaction(async (transaction) => {
      const outcome = await takeIn(transaction, message);
      const remark = isNew ? remarkOn(message, outcome) : undefined;
      return remark && (await isFirstTold(transaction, message)) ? remark : undefined;
    });
    if (text === undefined) return;
    const { author, channel, root, ts } = message;
    whisper({ channel, user: author.id, text, ...(root !== ts && { thread: root }) });
  };

  async function takeIn(transaction: Transaction, message: IncomingMessage): Promise<Outcome> {
    const collected = await collect(transaction, message);
    if (collected.status !== 'stored' || !message.isCall) return collected;
    const { id: user, kind } = message.author;
    return escalate(transaction, {
      conversation: collected.conversation,
      actor: { user, isAgent: kind === 'agent' },
      door: message.text.trimStart().startsWith('!') ? 'text' : 'mention',
    });
  }

  /** A new ticket is told by its own message in the conversation; all else is whispered. */
  function remarkOn(
    { author, isCall, isIntake, place }: IncomingMessage,
    outcome: Outcome,
  ): string | undefined {
    if (outcome.status === 'already' || outcome.status === 'refused') {
      return escalationAnswer(outcome, categories);
    }
    if (outcome.status !== 'ignored' || author.kind === 'bot') return undefined;
    if (isCall && !isIntake) return whereToWrite(intakeChannels);
    if (author.kind === 'agent') {
      return isCall || place === 'direct' ? AGENTS_OPEN_NONE : undefined;
    }
    return isCall ? NOBODYS_THREAD : undefined;
  }

  /** Slack tells of one message more than once: as a mention too, and again under other ids. */
  function isFirstTold(transaction: Transaction, { team, channel, ts }: IncomingMessage) {
    return claimInteraction(transaction, { team, key: `remark:${channel}:${ts}`, at: now() });
  }
}

type Outcome = { status: 'stored' | 'waiting' | 'ignored' | 'known' } | Escalation;
