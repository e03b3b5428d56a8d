import { z } from 'zod';
import { json, withDefault } from '../database/tables.ts';
import { Rating } from './feedback.ts';
import { Door } from './ticket.ts';

/** Working time in milliseconds, as the desk's hours were at that moment; null where nobody stored it. */
const WorkingMs = z.number().nullable();

/** What can happen to a ticket. Reasons are codes, people are ids, and nothing holds anybody's words. */
const EventContent = z.discriminatedUnion('kind', [
  kind('opened', { door: Door }),
  /** It came to its agents, or to others since Slack did not take it there. */
  kind('routed', { how: z.enum(['triage', 'redirect']), reason: z.string().nullable() }),
  /** Somebody has it from now on; `workingMs` since it was opened. */
  kind('claimed', {
    holder: z.string(),
    how: z.enum(['claim', 'assign', 'reply']),
    workingMs: WorkingMs,
  }),
  /** Nobody has it any more. */
  kind('released', { holder: z.string(), how: z.enum(['handed-back', 'gone', 'away', 'moved']) }),
  kind('moved', { from: z.string(), to: z.string(), isCorrection: z.boolean() }),
  /**
   * Agents answered. `workingMs` since it was their turn, null where it was not; `targetMs` within which
   * they were to answer, null where there was no target. `message` is the `ts` of what an agent wrote to
   * the customer without the bot.
   */
  kind('replied', {
    isFirst: z.boolean(),
    workingMs: WorkingMs,
    targetMs: WorkingMs,
    message: z.string().optional(),
  }),
  /** Its customer wrote after an answer: it is the agents' turn again. */
  kind('wrote', {}),
  /** `workingMs` since it was opened. By nobody: its customer did not answer in time. */
  kind('resolved', {
    reason: z.string().nullable(),
    isNoRequest: z.boolean(),
    workingMs: WorkingMs,
  }),
  /** `wasTold`: its customer had read that it was resolved. */
  kind('reopened', { how: z.enum(['words', 'button']), wasTold: z.boolean() }),
  /** Some of what is written in it went to a new ticket. */
  kind('split', { into: z.string() }),
  kind('merged', { into: z.string() }),
  kind('unmerged', { from: z.string() }),
  /** Of the end at `resolvedAt`; the last one counts. */
  kind('rated', { rating: Rating, resolvedAt: z.iso.datetime() }),
]);
export type EventContent = z.infer<typeof EventContent>;

/** A row of what happened; ids grow with time for one ticket. */
export const TicketEventRow = z.object({
  id: withDefault(z.number()),
  team: z.string(),
  ticket_id: z.string(),
  at: z.date(),
  kind: z.string(),
  /** The Slack user who did it; null where nobody did. */
  by: z.string().nullable(),
  /** Where the ticket was, or went: a category's id, or `triage`; null before that was decided. */
  destination: z.string().nullable(),
  value: json(z.record(z.string(), z.unknown())),
});

/** Something that happened to a ticket. */
export const TicketEvent = TicketEventRow.omit({ kind: true, value: true }).and(EventContent);
export type TicketEvent = z.infer<typeof TicketEvent>;

function kind<Kind extends string, Shape extends z.ZodRawShape>(name: Kind, shape: Shape) {
  return z.object({ kind: z.literal(name), value: z.object(shape) });
}
