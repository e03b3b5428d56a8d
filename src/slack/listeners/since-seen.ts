import { categoryTitle } from '../../desk/categories.ts';
import type { Ticket } from '../../tickets/ticket.ts';
import type { SeenTicket } from '../messages/more-form.ts';
import { shortName } from '../messages/short-name.ts';
import { changedMeanwhile, type MeanwhileChange } from './answers.ts';
import type { ListenerDeps } from './listener.ts';
import { mergedAnswer } from './merged-answer.ts';

/** What others did with a ticket since somebody saw it. */
export type Change = { change: MeanwhileChange; by: string | null };

/** A change, in a sentence for whoever was to act on the ticket. */
export async function changeText(
  change: Change,
  ticket: Ticket,
  deps: ListenerDeps,
): Promise<string> {
  const merged = await mergedAnswer(ticket, deps, 'form');
  if (merged !== undefined) return merged;
  const { profiles, categories } = deps;
  const name = change.by === null ? undefined : await shortName(profiles, change.by);
  const title = categoryTitle(categories, ticket.destination);
  return changedMeanwhile(change.change, { ticket, name, title });
}

/** The one that matters most to whoever acts on it; undefined where nothing changed. */
export function changeSince(
  seen: SeenTicket,
  { status, destination, holder, holder_set_by, resolved_by, reopened_by }: Ticket,
): Change | undefined {
  if (status !== seen.status) {
    return status === 'resolved'
      ? { change: 'ended', by: resolved_by }
      : { change: 'reopened', by: reopened_by };
  }
  if (destination !== seen.destination) return { change: 'moved', by: holder_set_by };
  if (holder === seen.holder) return undefined;
  return holder === null
    ? { change: 'handed-back', by: holder_set_by }
    : { change: 'taken', by: holder };
}
