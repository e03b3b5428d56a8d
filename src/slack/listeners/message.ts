import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Transaction } from '../../database/open-database.ts';
import type { Escalation } from '../../tickets/tickets.ts';
import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { tryOutOffer } from '../messages/try-out.ts';
import type { Reading } from '../reading/read-message.ts';
import { escalationAnswer, NOBODYS_THREAD, whereToWrite } from './answers.ts';
import type { ListenerDeps } from './listener.ts';
import { isTryOutOffered } from './try-as-customer.ts';

type Outcome = { status: 'stored' | 'waiting' | 'ignored' | 'known' | 'too-late' } | Escalation;

/**
 * Takes in a message, and opens two of the doors: `@bot escalate` and `!escalate`. It ends when all
 * of it is committed.
 */
export async function takeInMessage(reading: Reading, deps: ListenerDeps): Promise<void> {
  const { database, conversations, sendEphemeral, now } = deps;
  if (reading.status === 'deleted') {
    await database.transaction((transaction) =>
      conversations.deleteMessage(transaction, reading.message),
    );
    return;
  }
  const { message, isNew } = reading;
  const { team, channel, ts, root, author } = message;
  const answer = await database.transaction(async (transaction) => {
    const outcome = await collect(transaction, message, deps);
    const mayTry = isNew && outcome.status === 'ignored';
    if (mayTry && (await isTryOutOffered(transaction, message, deps))) return tryOutOffer(message);
    const answer = isNew ? answerTo(message, outcome, deps) : undefined;
    if (answer === undefined) return undefined;
    // Slack delivers one message more than once: as a mention too, and again under other ids.
    const key = `remark:${channel}:${ts}`;
    return (await claimInteraction(transaction, { team, key, at: now() }))
      ? { text: answer }
      : undefined;
  });
  if (answer === undefined) return;
  sendEphemeral({ channel, user: author.user, thread: root === ts ? undefined : root, ...answer });
}

async function collect(
  transaction: Transaction,
  message: IncomingMessage,
  { conversations, tickets }: ListenerDeps,
): Promise<Outcome> {
  const collected = await conversations.collect(transaction, message);
  if (collected.status !== 'stored' || !message.isEscalationRequest) return collected;
  return tickets.escalate(transaction, {
    conversation: collected.conversation,
    actor: message.author,
    door: message.text.trimStart().startsWith('!') ? 'text' : 'mention',
  });
}

/** A new ticket posts its own status in the conversation; all else is answered ephemerally. */
function answerTo(
  { author, isEscalationRequest, isIntake, place }: IncomingMessage,
  outcome: Outcome,
  { intakeChannels, categories }: ListenerDeps,
): string | undefined {
  if (outcome.status === 'already' || outcome.status === 'refused') {
    return escalationAnswer(outcome, categories);
  }
  if (outcome.status !== 'ignored' || author.kind === 'bot') return undefined;
  if (isEscalationRequest && !isIntake) return whereToWrite(intakeChannels);
  if (author.kind === 'agent') {
    return isEscalationRequest || place === 'direct' ? AGENTS_OPEN_NONE : undefined;
  }
  return isEscalationRequest ? NOBODYS_THREAD : undefined;
}
