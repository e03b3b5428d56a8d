import type { Transaction } from '../database/open-database.ts';
import type { DeskInUse, ReadDesk } from '../settings/desk-in-use.ts';
import { isAnswerRecorded, recordEvent } from './event-store.ts';
import type { Ticket } from './ticket.ts';
import { lockTicket, noteAnswered, noteAnsweredWithOthers } from './ticket-store.ts';
import { workingMsSince } from './working-ms.ts';

/**
 * Stores that an agent answered, who has the ticket from now on unless somebody has it, and what that
 * means for the report: the working time since it was the agents' turn, and the target of that moment.
 */
export async function answered(
  transaction: Transaction,
  {
    ticketId,
    by,
    at,
    message,
    isToMany = false,
    readDesk,
  }: {
    ticketId: string;
    by: string;
    at: Date;
    /** The `ts` of what they wrote to the customer without the bot, which may be processed again. */
    message?: string;
    /** One text answers many tickets, of which this is one: whoever sent it takes none of them. */
    isToMany?: boolean;
    readDesk: ReadDesk;
  },
): Promise<void> {
  const ticket = await lockTicket(transaction, ticketId);
  if (message !== undefined && (await isAnswerRecorded(transaction, { id: ticketId, message }))) {
    // Its customer may have written since: it is no answer to that.
    return;
  }
  if (isToMany) await noteAnsweredWithOthers(transaction, { id: ticketId, at });
  else await noteAnswered(transaction, { id: ticketId, by, at });
  const isFirst = ticket.first_answered_at === null;
  const timing = timingOf(ticket, { at, desk: await readDesk(transaction) });
  const value = message === undefined ? { isFirst, ...timing } : { isFirst, ...timing, message };
  await recordEvent(transaction, ticket, { at, by, kind: 'replied', value });
  if (ticket.holder !== null || isToMany) return;
  const workingMs = await workingMsSince(transaction, { ticket, at, readDesk });
  const claimed = { holder: by, how: 'reply', workingMs } as const;
  await recordEvent(transaction, ticket, { at, by, kind: 'claimed', value: claimed });
}

/** What an agent writes when it is the customer's turn answers nothing that is waited for. */
function timingOf(
  { answered_at, turn_since, first_answered_at, destination }: Ticket,
  { at, desk }: { at: Date; desk: DeskInUse },
): { workingMs: number | null; targetMs: number | null } {
  if (answered_at !== null) return { workingMs: null, targetMs: null };
  const targets = desk.targetsOf(destination);
  const targetMs = first_answered_at === null ? targets?.firstReply : targets?.nextReply;
  return { workingMs: desk.workingTime.between(turn_since, at), targetMs: targetMs ?? null };
}
