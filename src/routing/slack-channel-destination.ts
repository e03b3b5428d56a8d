import type { Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { handOverTranscript } from '../tickets/ticket-transcript.ts';
import { type AgentChannels, agentsThread, channelOf } from './agent-channels.ts';
import type { Destination, RoutedTicket } from './destination.ts';
import { postMerged } from './merged-messages.ts';
import { postConversation } from './post-conversation.ts';
import { postFiles } from './post-files.ts';
import { postRecords } from './records-in-thread.ts';
import { transcriptParts } from './transcript-parts.ts';

/**
 * Posts a ticket to its agents' Slack channel: one card, and in its thread the transcript and what
 * was written since.
 */
export function createSlackChannelDestination({
  outbox,
  channels,
}: {
  outbox: Outbox;
  channels: AgentChannels;
}): Destination {
  return { name: 'slack', deliver };

  async function deliver(transaction: Transaction, ticket: RoutedTicket): Promise<void> {
    const { id: ticketId, team, destination } = ticket;
    const channel = channelOf(channels, destination);
    const card = await outbox.postOnce(transaction, {
      team,
      channel,
      kind: 'ticket-card',
      about: { ticketId },
    });
    // What was written since a first delivery is no longer part of the transcript.
    const lines = card.isNew ? await handOverTranscript(transaction, ticket) : [];
    for (const [part, words] of transcriptParts(lines).entries()) {
      const about = { ticketId, part };
      const place = { team, channel, parent: card.id };
      const posted = await outbox.postOnce(transaction, {
        ...place,
        kind: 'transcript',
        about,
        words,
      });
      const under = { ...place, parent: posted.id };
      const files = { outbox, place: under, ticketId, lines: words };
      if (posted.isNew) await postFiles(transaction, files);
    }
    const thread = await agentsThread(transaction, { channels, ticket });
    if (!thread) return;
    await postRecords(transaction, { outbox, thread, ticketId });
    await postMerged(transaction, { outbox, thread, ticket });
    await postConversation(transaction, { outbox, thread, ticket });
  }
}
