import {
  type Clock,
  type ConstructorOptions,
  fromKysely,
  fromPglite,
  type JobWithMetadata,
  PgBoss,
  systemClock,
} from 'pg-boss';
import type { Database } from '../database/open-database.ts';
import { errorCode } from '../error-code.ts';
import { fieldsOf } from '../fields-of.ts';
import { defaultPauses, type Pauses } from '../pauses.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type WorkersOfQueues, wakeForDueJobs } from './due-jobs.ts';
import type { Enqueue } from './enqueue.ts';
import { FAILED_JOBS, keepAndReport, keepDeadJob, rerunFailedJobs } from './failed-jobs.ts';
import { createGrowingIds } from './growing-ids.ts';
import type { JobKind } from './job-kind.ts';
import { type NextTry, resumeInterruptedJobs, setNextTry } from './pg-boss-tables.ts';

/** What a worker is given besides the payload. */
export type Run = {
  /** Aborted when the process stops: finish soon, or throw and let the job run again. */
  signal: AbortSignal;
};

/** A worker may run twice for one job: it makes the second time a no-op. */
export type Worker<Payload extends object> = (payload: Payload, run: Run) => Promise<void>;

/** A job's payload does not fit its kind: no further try can change that. */
export class PayloadUnreadable extends Error {
  override readonly name = 'PayloadUnreadable';
}

export type Jobs = {
  enqueue: Enqueue;
  /** Gives a kind its worker; before `start`. */
  handle<Payload extends object>(kind: JobKind<Payload>, worker: Worker<NoInfer<Payload>>): void;
  start(): Promise<void>;
  /** Runs again what has failed for good, and returns how many jobs that are. */
  rerunFailed(): Promise<number>;
  /** Takes no new job, waits for running ones, and puts back what does not end in time. */
  stop(): Promise<void>;
};

type JobPauses = Pick<Pauses, 'pollMs' | 'jobRetryMs' | 'longestJobRetryMs'>;

type Registration = { kind: JobKind; run: (job: JobWithMetadata<object>) => Promise<void> };

/** Durable work on pg-boss, in the bot's own database. */
export function createJobs({
  database,
  onError,
  askedToWaitMs = () => undefined,
  clock = systemClock,
  checkpoint = () => {},
  pauses = defaultPauses,
  stopTimeoutMs = 6_000,
}: {
  database: Database;
  onError: (error: unknown, kind?: string) => void;
  /** For how long the service behind a failure asked to be left alone; then that is the pause. */
  askedToWaitMs?: (error: unknown) => number | undefined;
  /** Polls, pauses and heartbeats go by it. */
  clock?: Clock;
  checkpoint?: Checkpoint;
  pauses?: JobPauses;
  stopTimeoutMs?: number;
}): Jobs {
  const boss = new PgBoss({ ...settings, ...home(database), clock });
  const stopping = new AbortController();
  const registrations: Registration[] = [];
  const workers: WorkersOfQueues = new Map();
  const nextId = createGrowingIds({ now: () => clock.now() });
  let stopLooking = () => {};
  boss.on('error', (error) => onError(error));

  const enqueue: Enqueue = async (transaction, { kind, payload, startAfter }) => {
    await boss.send(kind.name, payload, {
      id: nextId(),
      db: fromKysely(transaction),
      ...(kind.key && { singletonKey: kind.key(payload) }),
      ...(kind.onceInSeconds && { singletonSeconds: kind.onceInSeconds }),
      ...(startAfter && { startAfter }),
    });
  };

  const now = () => new Date(clock.now());
  const keepUnreadable = async (
    kind: string,
    { id, singletonKey: key, data: payload }: JobWithMetadata<object>,
  ) => {
    onError(new PayloadUnreadable(`A job of ${kind} cannot be read; it is kept as failed.`), kind);
    await keepAndReport({ database, enqueue, now }, { id, kind, key, payload });
  };

  return {
    enqueue,
    handle(kind, worker) {
      const run = async (job: JobWithMetadata<object>) => {
        const { id, data, signal } = job;
        try {
          const payload = kind.payload.safeParse(data);
          // It would be the same at each further try.
          if (!payload.success) return await keepUnreadable(kind.name, job);
          const ending = AbortSignal.any([signal, stopping.signal]);
          await worker(payload.data, { signal: ending });
          // A process that ends here has done the work, and the next one does it again.
          checkpoint(`${kind.name} done`, subjectOf(data));
        } catch (error) {
          if (!stopping.signal.aborted) onError(error, kind.name);
          await setNextTry(database, id, nextTry(askedToWaitMs(error), pauses));
          throw error;
        }
      };
      registrations.push({ kind, run });
    },
    async start() {
      await startBoss(boss);
      const ofFailed = { notify: true, retryLimit: 1_000, retryDelay: 5, deleteAfterSeconds };
      await boss.createQueue(FAILED_JOBS, ofFailed);
      await boss.updateQueue(FAILED_JOBS, ofFailed);
      for (const { kind } of registrations) await declareQueue(boss, kind, pauses);
      await resumeInterruptedJobs(database);
      const keep = async ([job]: JobWithMetadata<object>[]) => {
        if (job) await keepDeadJob({ boss, database, enqueue, now }, job);
      };
      const keeper = await boss.work(FAILED_JOBS, { ...polling, includeMetadata: true }, keep);
      workers.set(FAILED_JOBS, [keeper]);
      for (const registration of registrations) {
        workers.set(registration.kind.name, await startWorkers(boss, registration));
      }
      stopLooking = wakeForDueJobs({
        boss,
        database,
        workers,
        clock,
        everyMs: pauses.pollMs,
        onError: (error) => {
          if (!stopping.signal.aborted) onError(error);
        },
      });
    },
    rerunFailed: () => rerunFailedJobs({ boss, database, nextId }),
    async stop() {
      stopping.abort();
      stopLooking();
      await boss.stop({ graceful: true, timeout: stopTimeoutMs });
    },
  };
}

function home({ home }: Database): ConstructorOptions {
  if (home.kind === 'embedded') {
    // No other instance may end whose jobs are to be taken over.
    const supervised = { superviseIntervalSeconds: 60, monitorIntervalSeconds: 60 };
    return { db: fromPglite(home.pglite), backend: 'pglite', ...supervised };
  }
  const { connectionString, createSchema, execute } = home;
  if (execute) return { db: { executeSql: execute }, createSchema, useListenNotify: false };
  return { connectionString, createSchema, max: 6 };
}

const settings: ConstructorOptions = {
  useListenNotify: true,
  schedule: false,
  registerInstance: false,
  superviseIntervalSeconds: 10,
  monitorIntervalSeconds: 10,
  // When it deletes what is done.
  maintenanceIntervalSeconds: 60,
};

/** What an earlier failure of the same job asked for ends with that failure. */
function nextTry(askedMs: number | undefined, { jobRetryMs }: JobPauses): NextTry {
  if (askedMs !== undefined) return { retryDelaySeconds: wholeSeconds(askedMs), growing: false };
  return { retryDelaySeconds: wholeSeconds(jobRetryMs), growing: true };
}

/** pg-boss counts in whole seconds. */
function wholeSeconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}

/**
 * Starts pg-boss. Of instances that make its tables at the same moment one succeeds, and the others
 * fail once it is done; pg-boss recognizes only some of these failures.
 */
async function startBoss(boss: PgBoss): Promise<void> {
  try {
    await boss.start();
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error;
    await boss.start();
  }
}

const UNIQUE_VIOLATION = '23505';

/**
 * New jobs wake their workers, and `wakeForDueJobs` does for retries and timers: one query instead of
 * one a worker. What is left to pg-boss's own polls is what both have missed.
 */
const polling = { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 30 } as const;

/** Long outages must not outlive a waiting job; by default pg-boss deletes it after 14 days. */
const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** What is done is of no use to anybody, and every look for work would pass it. */
const deleteAfterSeconds = 60;

async function declareQueue(
  boss: PgBoss,
  kind: JobKind,
  { jobRetryMs, longestJobRetryMs }: JobPauses,
): Promise<void> {
  const options = {
    notify: true,
    retryLimit: kind.retryLimit,
    retryDelay: wholeSeconds(jobRetryMs),
    retryBackoff: true,
    retryDelayMax: kind.longestPauseSeconds ?? wholeSeconds(longestJobRetryMs),
    heartbeatSeconds: 10,
    retentionSeconds: YEAR_SECONDS,
    // While it is there, it keeps others of its time away.
    deleteAfterSeconds: Math.max(deleteAfterSeconds, kind.onceInSeconds ?? 0),
    deadLetter: FAILED_JOBS,
  };
  await boss.createQueue(kind.name, { ...options, policy: policyOf(kind) });
  await boss.updateQueue(kind.name, options);
}

function policyOf({ key, waits }: JobKind) {
  if (waits === 'once') return 'short';
  return key ? 'key_strict_fifo' : 'standard';
}

/**
 * Starts workers that claim one job each. A worker looks for its next job as soon as it is done,
 * where pg-boss alone would wait for the next poll.
 */
async function startWorkers(boss: PgBoss, { kind, run }: Registration): Promise<string[]> {
  const ids: string[] = [];
  for (let started = 0; started < kind.workers; started += 1) {
    const work = async ([job]: JobWithMetadata<object>[]) => {
      if (job) await run(job).finally(() => setImmediate(() => boss.notifyWorker(id)));
    };
    const options = { ...polling, includeMetadata: true } as const;
    const id: string = await boss.work(kind.name, options, work);
    ids.push(id);
  }
  return ids;
}

/** What a job is about, by which the work on it is followed. */
function subjectOf(payload: object): string {
  const { ticketId, conversationId, id } = fieldsOf(payload);
  return String(ticketId ?? conversationId ?? id ?? '');
}
