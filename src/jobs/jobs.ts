import {
  type Clock,
  type ConstructorOptions,
  fromKysely,
  fromPglite,
  type Job,
  type JobWithMetadata,
  PgBoss,
  systemClock,
} from 'pg-boss';
import type { Database } from '../database/open-database.ts';
import { defaultPauses, type Pauses } from '../pauses.ts';
import type { Enqueue } from './enqueue.ts';
import { FAILED_JOBS, keepDeadJob, rerunFailedJobs } from './failed-jobs.ts';
import { createGrowingIds } from './growing-ids.ts';
import type { JobKind } from './job-kind.ts';
import { resumeInterruptedJobs } from './pg-boss-tables.ts';

/** What a worker is given besides the payload. */
export type Run = {
  /** Aborted when the process stops: finish soon, or throw and let the job run again. */
  signal: AbortSignal;
};

/** A worker may run twice for one job: it makes the second time a no-op. */
export type Worker<Payload extends object> = (payload: Payload, run: Run) => Promise<void>;

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

type Registration = { kind: JobKind; run: (job: Job<object>) => Promise<void> };

/** Durable work on pg-boss, in the bot's own database. */
export function createJobs({
  database,
  onError,
  clock = systemClock,
  pauses = defaultPauses,
  stopTimeoutMs = 6_000,
}: {
  database: Database;
  onError: (error: unknown, kind?: string) => void;
  /** Polls, pauses and heartbeats go by it. */
  clock?: Clock;
  pauses?: JobPauses;
  stopTimeoutMs?: number;
}): Jobs {
  const polling = pollingEvery(pauses.pollMs);
  const boss = new PgBoss({ ...home(database), ...settings, clock });
  const stopping = new AbortController();
  const registrations: Registration[] = [];
  const nextId = createGrowingIds({ now: () => clock.now() });
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

  return {
    enqueue,
    handle(kind, worker) {
      const run = async ({ data, signal }: Job<object>) => {
        try {
          const ending = AbortSignal.any([signal, stopping.signal]);
          await worker(kind.payload.parse(data), { signal: ending });
        } catch (error) {
          if (!stopping.signal.aborted) onError(error, kind.name);
          throw error;
        }
      };
      registrations.push({ kind, run });
    },
    async start() {
      await boss.start();
      await boss.createQueue(FAILED_JOBS, { notify: true, retryLimit: 1_000, retryDelay: 5 });
      for (const { kind } of registrations) await declareQueue(boss, kind, pauses);
      await resumeInterruptedJobs(database);
      const now = () => new Date(clock.now());
      const keep = async ([job]: JobWithMetadata<object>[]) => {
        if (job) await keepDeadJob({ boss, database, enqueue, now }, job);
      };
      await boss.work(FAILED_JOBS, { ...polling, includeMetadata: true }, keep);
      for (const registration of registrations) await startWorkers(boss, registration, polling);
    },
    rerunFailed: () => rerunFailedJobs({ boss, database, nextId }),
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: stopTimeoutMs });
    },
  };
}

function home({ home }: Database): ConstructorOptions {
  if (home.kind === 'embedded') return { db: fromPglite(home.pglite), backend: 'pglite' };
  return { connectionString: home.connectionString, max: 6 };
}

const settings: ConstructorOptions = {
  useListenNotify: true,
  schedule: false,
  registerInstance: false,
  superviseIntervalSeconds: 10,
  monitorIntervalSeconds: 10,
};

/** New jobs wake their workers; retries and timers wait for the next look. */
function pollingEvery(pollMs: number) {
  const seconds = pollMs / 1_000;
  return { pollingIntervalSeconds: seconds, notifyPollingIntervalSeconds: seconds };
}

/** Long outages must not outlive a waiting job; by default pg-boss deletes it after 14 days. */
const YEAR_SECONDS = 365 * 24 * 60 * 60;
const DAY_SECONDS = 24 * 60 * 60;

async function declareQueue(
  boss: PgBoss,
  kind: JobKind,
  { jobRetryMs, longestJobRetryMs }: JobPauses,
): Promise<void> {
  const options = {
    notify: true,
    retryLimit: kind.retryLimit,
    retryDelay: Math.ceil(jobRetryMs / 1_000),
    retryBackoff: true,
    retryDelayMax: kind.longestPauseSeconds ?? Math.ceil(longestJobRetryMs / 1_000),
    heartbeatSeconds: 10,
    retentionSeconds: YEAR_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
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
async function startWorkers(
  boss: PgBoss,
  { kind, run }: Registration,
  polling: ReturnType<typeof pollingEvery>,
): Promise<void> {
  for (let started = 0; started < kind.workers; started += 1) {
    const id: string = await boss.work<object>(kind.name, polling, async ([job]) => {
      if (job) await run(job).finally(() => setImmediate(() => boss.notifyWorker(id)));
    });
  }
}
