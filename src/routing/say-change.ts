import type { Change } from '../conversations/follow-change.ts';
import { isMereCall } from '../conversations/mere-call.ts';
import type { Database, Transaction } from '../database/open-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type Ticket, TRIAGE } from '../tickets/ticket.ts';
import { lockTicket, unresolvedTicket } from '../tickets/ticket-store.ts';
import { type AgentChannels, channelOf } from './agent-channels.ts';
import { cardOf } from './card-of.ts';
import { transcriptParts } from './transcript-parts.ts';

/**
 * Creates the worker that tells the agents of a message which was edited or deleted after they had
 * read it: once for each change, in the thread of the card that they have.
 */
export function createSayChange({
  database,
  outbox,
  channels,
}: {
  database: Database;
  outbox: Outbox;
  channels: AgentChannels;
}) {
  return async (change: Change): Promise<void> => {
    await database.transaction(async (transaction) => {
      const open = await unresolvedTicket(transaction, change.conversationId);
      if (!open) return;
      const ticket = await lockTicket(transaction, open.id);
      // Until then its routing brings what stands there.
      if (ticket.status !== 'routed') return;
      const message = await changedMessage(transaction, change);
      if (message && (await wasTold(transaction, ticket, message))) {
        await say(transaction, ticket, message);
      }
    });
  };

  async function say(transaction: Transaction, ticket: Ticket, message: ChangedMessage) {
    const { ts, revision, author, text, is_deleted: isDeleted } = message;
    const channel = channelOf(channels, ticket.destination ?? TRIAGE);
    const parent = await cardOf(transaction, { ticket, channel });
    if (parent === undefined) return;
    const subject = `${ticket.id}:${ts}:${revision}`;
    const lines = transcriptParts([{ speaker: '', text }]).flat();
    for (const [part, line] of lines.entries()) {
      const words = JSON.stringify({ author, text: isDeleted ? null : line.text });
      await outbox.say(transaction, {
        ...{ team: ticket.team, channel, parent, subject, part, text: words },
        kind: 'changed-message',
      });
    }
  }
}

type ChangedMessage = NonNullable<Awaited<ReturnType<typeof changedMessage>>>;

/** The message as it is now; nothing where a later change will tell, or there is nothing to tell. */
async function changedMessage(transaction: Transaction, { conversationId, ts, revision }: Change) {
  const message = await transaction
    .selectFrom('messages')
    .select(['ts', 'revision', 'author', 'text', 'is_call', 'is_deleted', 'is_handed_over'])
    .where('conversation_id', '=', conversationId)
    .where('ts', '=', ts)
    .where('revision', '=', revision)
    .where('role', '!=', 'bot')
    .executeTakeFirst();
  const isMere = message && isMereCall({ isCall: message.is_call, text: message.text });
  return isMere ? undefined : message;
}

/** What agents have not been told yet, they are told as it is now. */
async function wasTold(
  transaction: Transaction,
  { id }: Ticket,
  { ts, is_handed_over: isHandedOver }: ChangedMessage,
): Promise<boolean> {
  if (isHandedOver) return true;
  const followUp = await transaction
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'follow-up')
    .where('subject', '=', `${id}:${ts}`)
    .executeTakeFirst();
  return followUp !== undefined;
}
