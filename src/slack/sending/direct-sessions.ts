import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Queries } from '../../database/open-database.ts';
import { categoryTitle } from '../../desk/categories.ts';
import type { Category } from '../../desk/desk.ts';
import { type Ticket, ticketName } from '../../tickets/ticket.ts';
import { loadTicket } from '../../tickets/ticket-store.ts';
import { isDirectMessages } from '../reading/place-of-channel.ts';
import { forOwnerToRepair, slackFailure } from '../workspace/slack-failure.ts';
import type { BestEffort } from './best-effort.ts';

/** Shows in Slack's list of direct messages which ticket a thread is about, and how it stands. */
export type DirectSessions = {
  show(thread: { ticketId: string; channel: string; root: string }): void;
};

const Answer = z.object({ title: z.string().nullish() });

/**
 * The thread of a direct message has a title and a status. They are best effort: nothing waits for
 * them, and where this Slack has none they are off until the next start.
 *
 * @see https://docs.slack.dev/ai/agent-sessions
 */
export function createDirectSessions({
  client,
  queries,
  categories,
  bestEffort,
  onOff,
}: {
  client: WebClient;
  queries: Queries;
  categories: Category[];
  bestEffort: BestEffort;
  /** Is called once, with Slack's code for why they are off. */
  onOff: (code: string) => void;
}): DirectSessions {
  let isOff = false;
  // One after another, so that the last one shown is how it is now.
  let before: Promise<void> = Promise.resolve();
  return { show };

  function show(thread: { ticketId: string; channel: string; root: string }): void {
    if (isOff || !isDirectMessages(thread.channel)) return;
    bestEffort.attempt(() => {
      const shown = before.then(() => showOne(thread));
      before = shown.catch(() => {});
      return shown;
    }, 'The title of a direct message was not set');
  }

  async function showOne({
    ticketId,
    channel: channel_id,
    root: thread_ts,
  }: {
    ticketId: string;
    channel: string;
    root: string;
  }): Promise<void> {
    if (isOff) return;
    const ticket = await loadTicket(queries, ticketId);
    const title = titleOf(ticket, categories);
    const status = statuses[ticket.status];
    try {
      const answer = await client.agents.sessions.setStatus({
        channel_id,
        thread_ts,
        status,
        title,
      });
      if (Answer.parse(answer).title === title) return;
      await client.agents.sessions.rename({ channel_id, thread_ts, title });
    } catch (error) {
      const failure = slackFailure(error);
      if (failure.kind !== 'refused' || mayHeal(failure.code)) throw error;
      isOff = true;
      onOff(failure.code);
    }
  }
}

function titleOf(ticket: Ticket, categories: Category[]): string {
  const title = categoryTitle(categories, ticket.destination);
  return title === undefined ? ticketName(ticket) : `${ticketName(ticket)} · ${title}`;
}

const statuses: Record<Ticket['status'], string> = {
  triaging: 'processing',
  routed: 'active',
  resolved: 'closed',
};

/** What is wrong with one thread says nothing about the others; a token is set right meanwhile. */
function mayHeal(code: string): boolean {
  return ofThisThread.has(code) || (forOwnerToRepair.has(code) && code !== 'missing_scope');
}

const ofThisThread: ReadonlySet<string> = new Set([
  'thread_not_found',
  'session_not_found',
  'channel_not_found',
  'message_not_found',
]);
