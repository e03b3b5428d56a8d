import { loadConversation } from '../conversations/conversation-store.ts';
import type { Database } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { noteRouted } from '../tickets/ticket-store.ts';
import { takeTranscript } from '../tickets/ticket-transcript.ts';
import { type AgentChannels, channelOf } from './agent-channels.ts';
import { sayFollowUps } from './follow-up.ts';
import type { RouteToAgent } from './route-to-agent.ts';
import { transcriptParts } from './transcript-parts.ts';

/**
 * Creates the adapter that posts a ticket to its Slack channel: one card, the transcript in its
 * thread, and what the customer sees of it brought up to date. All of it is written at once.
 */
export function createRouteToSlackChannel({
  database,
  outbox,
  channels,
  now,
}: {
  database: Database;
  outbox: Outbox;
  channels: AgentChannels;
  now: () => Date;
}): RouteToAgent {
  return async ({ ticket, destination }) => {
    const { id, team } = ticket;
    const channel = channelOf(channels, destination);
    await database.transaction(async (transaction) => {
      await noteRouted(transaction, { id, destination, at: now() });
      const about = { team, channel, subject: id };
      const card = await outbox.say(transaction, { ...about, kind: 'ticket-card' });
      // What has come since a first time is no longer part of the transcript.
      const lines = card.isNew ? await takeTranscript(transaction, ticket) : [];
      for (const [part, some] of transcriptParts(lines).entries()) {
        const text = JSON.stringify(some);
        await outbox.say(transaction, {
          ...about,
          kind: 'transcript',
          part,
          parent: card.id,
          text,
        });
      }
      await sayFollowUps(transaction, { outbox, channels, ticket: { ...ticket, destination } });
      await outbox.refresh(transaction, { kind: 'ticket-status', subject: id });
      const { customer } = await loadConversation(transaction, ticket.conversation_id);
      await outbox.refresh(transaction, { kind: 'home', subject: customer });
    });
  };
}
