import { type ConstructorOptions, fromKysely, fromPglite, type Job, PgBoss } from 'pg-boss';
import type { Database } from '../database/open-database.ts';
import type { Enqueue } from './enqueue.ts';
import type { JobKind } from './job-kind.ts';
import { resumeInterruptedJobs } from './resume-interrupted-jobs.ts';

/** What a worker learns beside the payload. */
export type Run = {
  /** Aborted when the process stops: finish soon, or throw and let the job run again. */
  signal: AbortSignal;
};

export type Jobs = {
  enqueue: Enqueue;
  /** Gives a kind its worker; before `start`. A worker may run twice for one job. */
  handle<Payload extends object>(kind: JobKind<Payload>, worker: Worker<NoInfer<Payload>>): void;
  start(): Promise<void>;
  /** Takes no new job, waits for running ones, and puts back what does not end in time. */
  stop(): Promise<void>;
};

export type Worker<Payload extends object> = (payload: Payload, run: Run) => Promise<void>;

type Registration = { kind: JobKind; run: (job: Job<unknown>) => Promise<void> };

/** Durable work on pg-boss, in the bot's own database. */
export function createJobs({
  database,
  onError,
  stopTimeoutMs = 6_000,
}: {
  database: Database;
  onError: (error: Error) => void;
  stopTimeoutMs?: number;
}): Jobs {
  const boss = new PgBoss({ ...home(database), ...settings });
  const stopping = new AbortController();
  const registrations: Registration[] = [];
  boss.on('error', onError);
  return {
    async enqueue(transaction, { kind, payload, key, startAfter }) {
      await boss.send(kind.name, payload, {
        db: fromKysely(transaction),
        ...(key !== undefined && { singletonKey: key }),
        ...(startAfter && { startAfter }),
      });
    },
    handle(kind, worker) {
      const run = ({ data, signal }: Job<unknown>) =>
        worker(kind.payload.parse(data), { signal: AbortSignal.any([signal, stopping.signal]) });
      registrations.push({ kind, run });
    },
    async start() {
      await boss.start();
      for (const { kind } of registrations) await declareQueue(boss, kind);
      await resumeInterruptedJobs(database);
      for (const registration of registrations) await startWorkers(boss, registration);
    },
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

/** Long outages must not outlive a waiting job; pg-boss deletes it after 14 days unless told. */
const YEAR_SECONDS = 365 * 24 * 60 * 60;
const WEEK_SECONDS = 7 * 24 * 60 * 60;

async function declareQueue(boss: PgBoss, kind: JobKind): Promise<void> {
  const options = {
    notify: true,
    retryLimit: kind.retryLimit,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
    heartbeatSeconds: 10,
    retentionSeconds: YEAR_SECONDS,
    deleteAfterSeconds: WEEK_SECONDS,
  };
  const policy = kind.order === 'per-key' ? 'key_strict_fifo' : 'standard';
  await boss.createQueue(kind.name, { ...options, policy });
  await boss.updateQueue(kind.name, options);
}

/**
 * Starts workers that claim one job each. A worker looks for its next job as soon as it is done,
 * where pg-boss alone would wait for the next poll.
 */
async function startWorkers(boss: PgBoss, { kind, run }: Registration): Promise<void> {
  for (let started = 0; started < kind.workers; started += 1) {
    const id: string = await boss.work(
      kind.name,
      { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 },
      async ([job]: Job<unknown>[]) => {
        if (job) await run(job).finally(() => setImmediate(() => boss.notifyWorker(id)));
      },
    );
  }
}
