import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../../src/database/open-database.ts';
import type { JobKind } from '../../src/jobs/job-kind.ts';
import { createJobs, type Jobs } from '../../src/jobs/jobs.ts';
import { DeliverMessage } from '../../src/outbox/outbox-message.ts';
import { TriageTicket } from '../../src/tickets/ticket.ts';

type Note = { key: string; number: number };

/** A job that only notes that it ran. */
export const NoteDown: JobKind<Note> = {
  name: 'note-down',
  payload: z.object({ key: z.string(), number: z.number() }),
  key: ({ key }) => key,
  workers: 3,
  retryLimit: 3,
};

/** Jobs on a database, and what they have noted, in the order of their running. */
export type Noting = {
  jobs: Jobs;
  note(note: Note): Promise<void>;
  noted(key: string): number[];
};

/** Starts the jobs of one instance; several may note on the same page. */
export async function startNoting(database: Database, page: Note[] = []): Promise<Noting> {
  const jobs = createJobs({ database, onError: () => {} });
  jobs.handle(NoteDown, async (note) => {
    // The first of each key takes longest: their order must not come from speed.
    await sleep(Math.max(0, 20 - note.number));
    page.push(note);
  });
  jobs.handle(TriageTicket, async () => {});
  jobs.handle(DeliverMessage, async () => {});
  await jobs.start();
  return {
    jobs,
    note: (payload) =>
      database.transaction((transaction) => jobs.enqueue(transaction, { kind: NoteDown, payload })),
    noted: (key) => page.filter((note) => note.key === key).map(({ number }) => number),
  };
}
