import type { KnownBlock } from '@slack/web-api';
import type { Ticket } from '../../tickets/ticket.ts';
import { dueOf } from '../../waiting/due.ts';
import type { RenderSources } from './rendered.ts';
import { paragraph } from './rich-text.ts';
import { shortName } from './short-name.ts';

/** When an answer is due, in words that are true before and after that time; and who snoozed it until then. */
export async function dueBlocks(ticket: Ticket, sources: RenderSources): Promise<KnownBlock[]> {
  const { queries, readDesk, profiles, now } = sources;
  const due = dueOf(ticket, await readDesk(queries));
  if (!due) return [];
  const { snoozed_until, snoozed_by } = ticket;
  const answer = ['Answer due by ', { date: due.at }, '.'];
  if (snoozed_until === null || snoozed_until <= now()) return [paragraph(...answer)];
  const by = snoozed_by === null ? 'an agent' : await shortName(profiles, snoozed_by);
  return [paragraph('Snoozed until ', { date: snoozed_until }, `, by ${by}. `, ...answer)];
}
