import type { Transaction } from '../../database/open-database.ts';
import { lockWithMerged } from '../../tickets/lock-with-merged.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { BlockAction } from './interactions.ts';
import type { ListenerDeps, Responder } from './listener.ts';
import { movedFrom, objectionToClick } from './moved-answer.ts';
import { objectionTo } from './objection.ts';
import { refuse } from './refuse.ts';
import { type Change, changeText } from './since-seen.ts';

/**
 * What an agent does with a button of a card: of two at once one wins, and the other is told what the
 * winner did. A card that its ticket was moved from, or is merged, only says where it goes on.
 */
export async function actOnCard(
  { user, channel }: Pick<BlockAction, 'user' | 'channel'>,
  responder: Responder,
  {
    ticketId,
    deps,
    act,
  }: {
    ticketId: string;
    deps: ListenerDeps;
    /** Does it under the ticket's lock; returns what somebody else did, if that is in its way. */
    act: (transaction: Transaction, ticket: Ticket) => Promise<Change | undefined>;
  },
): Promise<void> {
  const { database } = deps;
  const { ticket, change } = await database.transaction(async (transaction) => {
    const locked = await lockWithMerged(transaction, ticketId);
    const isItsCard = locked.merged_into === null && !movedFrom(channel, locked, deps);
    const mayAct = isItsCard && objectionTo(user, locked, deps) === undefined;
    return { ticket: locked, change: mayAct ? await act(transaction, locked) : undefined };
  });
  const objection = await objectionToClick({ user, channel }, ticket, deps);
  if (objection !== undefined) return refuse(responder, objection);
  await responder.acknowledge();
  if (change && change.by !== user) responder.reply(await changeText(change, ticket, deps));
}
