import type { CollectMessage } from '../../conversations/collect-message.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { forgetMessage } from '../../conversations/store-message.ts';
import type { Database, Transaction } from '../../database/open-database.ts';
import type { Category } from '../../desk/desk.ts';
import type { Escalate, Escalation } from '../../tickets/escalate.ts';
import { AGENTS_OPEN_NONE, escalationAnswer, whereToWrite } from '../escalation-answer.ts';
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
  escalate,
  whisper,
  categories,
  intakeChannels,
}: {
  database: Database;
  collect: CollectMessage;
  escalate: Escalate;
  whisper: Whisper;
  categories: Category[];
  intakeChannels: string[];
}) {
  return async (reading: Reading): Promise<void> => {
    if (reading.status === 'deleted') {
      await database.transaction((transaction) => forgetMessage(transaction, reading.message));
      return;
    }
    const { message, isNew } = reading;
    const outcome = await database.transaction((transaction) => takeIn(transaction, message));
    if (isNew) answer(message, outcome);
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
  function answer({ author, channel, root, ts, ...message }: IncomingMessage, outcome: Outcome) {
    const to = { channel, user: author.id, ...(root !== ts && { thread: root }) };
    if (outcome.status === 'already' || outcome.status === 'refused') {
      whisper({ ...to, text: escalationAnswer(outcome, categories) });
    }
    if (outcome.status !== 'ignored' || author.kind === 'bot') return;
    if (message.isCall && !message.isIntake) whisper({ ...to, text: whereToWrite(intakeChannels) });
    else if (author.kind === 'agent' && (message.isCall || message.place === 'direct')) {
      whisper({ ...to, text: AGENTS_OPEN_NONE });
    }
  }
}

type Outcome = { status: 'stored' | 'waiting' | 'ignored' | 'known' } | Escalation;
