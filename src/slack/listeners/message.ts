import type { KnownBlock } from '@slack/web-api';
import type { Collected } from '../../conversations/conversations.ts';
import type { IncomingMessage } from '../../conversations/incoming-message.ts';
import { timeOf } from '../../conversations/slack-ts.ts';
import { conversationOfThread } from '../../conversations/thread-store.ts';
import { claimInteraction } from '../../database/interaction-store.ts';
import type { Transaction } from '../../database/open-database.ts';
import { openTicket } from '../../tickets/ticket-of-message.ts';
import type { Escalation } from '../../tickets/tickets.ts';
import { AGENTS_OPEN_NONE } from '../messages/answer.ts';
import { shown } from '../messages/shown.ts';
import { talkOffer } from '../messages/talk-offer.ts';
import { tryOutOffer } from '../messages/try-out.ts';
import type { Words } from '../messages/words.ts';
import type { Reading } from '../reading/read-message.ts';
import { escalationAnswer, whereToWrite } from './answers.ts';
import { appPostAbove } from './app-thread.ts';
import type { ListenerDeps } from './listener.ts';
import { openerOf, openThread } from './open-thread.ts';
import { isTryOutOffered } from './try-as-customer.ts';

type Outcome = Collected | Escalation;
/** In the language of whoever is answered, which is asked for once all is committed. */
type Answer = (words: Words) => { text: string; blocks?: KnownBlock[] };

/**
 * Takes in a message, opens two of the doors (`@bot escalate` and `!escalate`), and answers whoever
 * mentions the bot. It ends when all of it is committed.
 */
export async function takeInMessage(reading: Reading, deps: ListenerDeps): Promise<void> {
  const { database, conversations, sendEphemeral, texts, now } = deps;
  if (reading.status === 'deleted') {
    await database.transaction((transaction) =>
      conversations.deleteMessage(transaction, reading.message),
    );
    return;
  }
  const { message, isNew } = reading;
  const { team, channel, ts, root, author } = message;
  const appPost = isNew ? await appPostAbove(message, deps) : undefined;
  const answer = await database.transaction<Answer | undefined>(async (transaction) => {
    const opened = appPost && (await openAppThread(transaction, { message, appPost }, deps));
    const outcome = await collect(transaction, message, { isToBeFetched: opened === true, deps });
    const mayTry = isNew && outcome.status === 'ignored';
    if (mayTry && (await isTryOutOffered(transaction, message, deps))) {
      return () => tryOutOffer(message);
    }
    const answer = isNew ? await answerTo(transaction, message, outcome, deps) : undefined;
    if (answer === undefined) return undefined;
    // Slack delivers one message more than once: as a mention too, and again under other ids.
    const key = `remark:${channel}:${ts}`;
    return (await claimInteraction(transaction, { team, key, at: now() })) ? answer : undefined;
  });
  if (answer === undefined) return;
  const { text, blocks } = answer(await texts.readBy(author.user));
  sendEphemeral({
    channel,
    user: author.user,
    thread: root === ts ? undefined : root,
    text,
    blocks,
  });
}

async function collect(
  transaction: Transaction,
  message: IncomingMessage,
  {
    isToBeFetched,
    deps: { conversations, tickets },
  }: { isToBeFetched: boolean; deps: ListenerDeps },
): Promise<Outcome> {
  const collected = await conversations.collect(transaction, message);
  if (collected.status !== 'stored' || !message.isEscalationRequest) return collected;
  return tickets.escalate(transaction, {
    conversation: collected.conversation,
    actor: message.author,
    door: message.isMention && !isCommand(message) ? 'mention' : 'text',
    isToBeFetched,
  });
}

/** Opens the thread of an app's post for the agent who escalates it; false when it is open by now. */
async function openAppThread(
  transaction: Transaction,
  { message, appPost }: { message: IncomingMessage; appPost: IncomingMessage },
  deps: ListenerDeps,
): Promise<boolean> {
  const opener = openerOf(appPost, message.author);
  if (!opener) return false;
  const { team, channel, root } = message;
  const opening = { thread: { team, channel, root }, opener, ts: appPost.ts, message: appPost };
  return (await openThread(transaction, opening, deps)).isNew;
}

/** A new ticket posts its own status in the conversation; all else is answered ephemerally. */
async function answerTo(
  transaction: Transaction,
  message: IncomingMessage,
  outcome: Outcome,
  deps: ListenerDeps,
): Promise<Answer | undefined> {
  const { author, isEscalationRequest, isMention } = message;
  if (outcome.status === 'already' || outcome.status === 'refused') {
    const { categories } = deps;
    return (words) => escalationAnswer(outcome, { categories, words });
  }
  if (outcome.status === 'ignored') return answerOutside(message, deps);
  if (!isMention || isEscalationRequest || author.kind !== 'person') return undefined;
  return answerMention(transaction, message, deps);
}

/** Answers a mention that is no request: in the author's own conversation with the way to a person. */
async function answerMention(
  transaction: Transaction,
  message: IncomingMessage,
  { categories }: ListenerDeps,
): Promise<Answer | undefined> {
  const { ts, author, mayGreet } = message;
  const conversation = await conversationOfThread(transaction, message);
  if (!conversation) return undefined;
  if (conversation.customer !== author.user) {
    return (words) => shown(words.plain('answer.others-thread'));
  }
  const opensIt = conversation.opened_at.getTime() === timeOf(ts).getTime();
  // The greeting that comes has the button.
  if (opensIt && mayGreet) return undefined;
  const ticket = await openTicket(transaction, conversation.id);
  return ticket
    ? (words) => escalationAnswer({ status: 'already', ticket }, { categories, words })
    : (words) => talkOffer(conversation.id, words);
}

/** What is answered to a message that is in no conversation. */
function answerOutside(
  message: IncomingMessage,
  { intakeChannels }: ListenerDeps,
): Answer | undefined {
  const { author, isEscalationRequest, isMention, isIntake, place } = message;
  const isRequest = isEscalationRequest && (isIntake || isMention || isCommand(message));
  if (author.kind === 'bot') return undefined;
  const elsewhere: Answer = (words) => whereToWrite(intakeChannels, words);
  if (isRequest && !isIntake) return elsewhere;
  if (author.kind === 'agent') {
    const isAnswered = isRequest || place === 'direct';
    return isAnswered ? () => shown(AGENTS_OPEN_NONE) : undefined;
  }
  if (!isRequest && !isMention) return undefined;
  return isIntake ? (words) => shown(words.plain('answer.nobodys-thread')) : elsewhere;
}

/** Typed for the bot, rather than a word among people. */
function isCommand({ text }: IncomingMessage): boolean {
  return /^\W*[!/／！]/.test(text);
}
