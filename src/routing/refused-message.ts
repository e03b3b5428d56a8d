import type { Database } from '../database/open-database.ts';
import { keepFailedJob } from '../jobs/failed-job-store.ts';
import { whenRefused } from '../outbox/kinds.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { DeliverMessage, type OutboxMessage } from '../outbox/outbox-message.ts';
import { forgetRefusal, loadOutboxMessage } from '../outbox/outbox-store.ts';
import { TRIAGE } from '../tickets/ticket.ts';
import { loadTicket, storeTriage } from '../tickets/ticket-store.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { type AgentChannels, channelOf } from './agent-channels.ts';
import type { RouteToAgent } from './routing.ts';

/**
 * Finds another way for messages that Slack will not take where they were meant to go. A ticket's
 * card goes to the triage channel and says why. What not even that channel takes is kept, to be run
 * again, and the owner is notified.
 */
export function createRefusedMessages({
  database,
  outbox,
  routeToAgent,
  answerGone,
  channels,
  owner,
  openDirectMessages,
  onUnreachable,
  now,
}: {
  database: Database;
  outbox: Outbox;
  routeToAgent: RouteToAgent;
  /** Makes it the agents' turn again where their customer has no other answer. */
  answerGone: Tickets['answerGone'];
  channels: AgentChannels;
  /** The Slack user who is notified when agents cannot be reached; without one only the log is. */
  owner: string | undefined;
  /** The channel of the bot's direct messages with a user. */
  openDirectMessages: (user: string) => Promise<string>;
  /** Is called with what cannot be posted even in the triage channel. */
  onUnreachable: (message: OutboxMessage) => void;
  now: () => Date;
}) {
  return { redirectMessage };

  async function redirectMessage({ id }: { id: number }): Promise<void> {
    const message = await loadOutboxMessage(database.queries, id);
    const { refusal, ts, kind, channel } = message;
    if (refusal === null || ts !== null || whenRefused[kind] === 'leave') return;
    if (message.kind === 'reply' || message.kind === 'reply-file') {
      return showNotArrived(message.about);
    }
    if (channel === channelOf(channels, TRIAGE)) return keepForLater(message, refusal);
    if ('ticketId' in message.about) await toTriage(message.about.ticketId, { channel, refusal });
  }

  async function showNotArrived({
    ticketId,
    replyId,
  }: {
    ticketId: string;
    replyId: string;
  }): Promise<void> {
    const about = { ticketId, replyId };
    await database.transaction(async (transaction) => {
      await outbox.markStale(transaction, { kind: 'sent-reply', about });
      await answerGone(transaction, { ticketId });
    });
  }

  async function toTriage(
    ticketId: string,
    { channel, refusal }: { channel: string; refusal: string },
  ): Promise<void> {
    const ticket = await loadTicket(database.queries, ticketId);
    if (ticket.status !== 'routed') return;
    const meantFor = ticket.destination;
    // Its agents have another channel since then: what is there already is not posted again.
    if (channelOf(channels, meantFor) !== channel) {
      return routeToAgent({ ticket, category: meantFor ?? TRIAGE });
    }
    await database.transaction((transaction) =>
      storeTriage(transaction, ticketId, {
        decision: { destination: TRIAGE, reason: { code: 'undeliverable', meantFor, refusal } },
      }),
    );
    await routeToAgent({ ticket, category: TRIAGE });
  }

  async function keepForLater(message: OutboxMessage, refusal: string): Promise<void> {
    const { id, key, team, channel } = message;
    const payload = { id, team, channel };
    onUnreachable(message);
    if (owner !== undefined) await notifyOwner(owner, message, refusal);
    await database.transaction(async (transaction) => {
      await keepFailedJob(transaction, {
        id: key,
        kind: DeliverMessage.name,
        key: DeliverMessage.key?.(payload) ?? null,
        payload,
        at: now(),
      });
      await forgetRefusal(transaction, id);
    });
  }

  async function notifyOwner(
    user: string,
    { id, team, kind }: OutboxMessage,
    refusal: string,
  ): Promise<void> {
    const channel = await openDirectMessages(user);
    await database.transaction((transaction) =>
      outbox.postOnce(transaction, {
        team,
        channel,
        kind: 'failure-notice',
        about: { id: `owner:${id}` },
        words: { reason: 'agents-unreachable', kind, refusal },
      }),
    );
  }
}
