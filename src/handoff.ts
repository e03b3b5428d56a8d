import { type Clock, systemClock } from 'pg-boss';
import { buildRooms } from './build-rooms.ts';
import type { Config } from './config.ts';
import { createSqlSource } from './customers/records/sql-source.ts';
import { openDatabase } from './database/open-database.ts';
import { giveWorkers } from './give-workers.ts';
import type { Checkpoint } from './jobs/checkpoint.ts';
import { createJobs } from './jobs/jobs.ts';
import { createModel } from './llm/create-model.ts';
import { causeOf, type Log } from './log.ts';
import { createReadiness } from './readiness.ts';
import { createBestEffort } from './slack/best-effort.ts';
import { connectWorkspace } from './slack/connect-workspace.ts';
import { createMissedDeliveries } from './slack/missed-deliveries.ts';
import { planCatchUpAtStart, planCatchUpSince } from './slack/plan-catch-up.ts';
import { createIntake } from './slack/receiver.ts';
import { createSlackApp } from './slack/slack-app.ts';
import { createSlackClient } from './slack/slack-client.ts';
import { startWebServer } from './slack/web-server.ts';
import { startTimers } from './timers.ts';

/** The running bot. */
export type Handoff = {
  /** Where it listens. */
  port: number;
  /** Runs again what has failed for good, and says how many jobs that are. */
  rerunFailed(): Promise<number>;
  /** Takes no more work, ends or puts back what is in flight, and closes. */
  stop(): Promise<void>;
};

/**
 * Starts the bot: what it needs from the bottom up, and stops it in reverse.
 *
 * @throws {DatabaseUnusable | FolderInUse | PortUnusable | TokenRefused | TriageChannelMissing} for
 * the owner to mend.
 */
export async function startHandoff(
  config: Config,
  {
    log,
    signal,
    onOpen = () => {},
    clock = systemClock,
    postIntervalMs = 1_000,
    modelTimeMs = 20_000,
    checkpoint = () => {},
  }: {
    log: Log;
    signal: AbortSignal;
    /** Hears when the database is open: until then the process must not be ended. */
    onOpen?: () => void;
    /** The time, and what waits for it; tests hand in one that they move. */
    clock?: Clock;
    /** How long the bot waits between two posts in a channel; Slack takes about one a second. */
    postIntervalMs?: number;
    /** How long all work of the model together may take from the escalation on. */
    modelTimeMs?: number;
    checkpoint?: Checkpoint;
  },
): Promise<Handoff> {
  const stops = new AsyncDisposableStack();
  try {
    return await start(config, {
      log,
      signal,
      onOpen,
      clock,
      postIntervalMs,
      modelTimeMs,
      checkpoint,
      stops,
    });
  } catch (error) {
    await stops.disposeAsync();
    throw error;
  }
}

type Setting = {
  log: Log;
  signal: AbortSignal;
  onOpen: () => void;
  clock: Clock;
  postIntervalMs: number;
  modelTimeMs: number;
  checkpoint: Checkpoint;
  stops: AsyncDisposableStack;
};

async function start(config: Config, setting: Setting): Promise<Handoff> {
  const { log, signal, onOpen, clock, stops } = setting;
  const { slack, desk } = config;
  const now = () => new Date(clock.now());
  const heard = (message: string) => (error: unknown) => log.warn(causeOf(error), message);

  const database = await openDatabase(config.database);
  stops.defer(database.close);
  onOpen();
  signal.throwIfAborted();
  const records = config.customersUrl
    ? createSqlSource({ connectionString: config.customersUrl })
    : undefined;
  stops.defer(() => records?.stop());
  const model = createModel(config.model, { now });
  const onFailure = heard('Slack did not do what was asked');
  const client = createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
  const describeModel = model.describe;
  const readiness = createReadiness({ database, client, describeModel, now });
  const web = await startWebServer({ port: config.port, readiness });
  stops.defer(web.stop);
  const workspace = await connectWorkspace({ client, desk, now, signal, onFailure });
  for (const problem of workspace.channels.problems) log.warn({}, problem);

  const onError = (error: unknown, kind?: string) =>
    log.warn({ ...causeOf(error), ...(kind && { kind }) }, 'A job failed; it will run again');
  const jobs = createJobs({ database, onError, clock });
  const bestEffort = createBestEffort({ onFailure: heard('An answer did not get through') });
  const ground = { ...setting, config, database, records, model, workspace, jobs, bestEffort, now };
  const rooms = buildRooms(ground);
  giveWorkers(ground, rooms);
  await jobs.start();
  stops.defer(jobs.stop);
  await planCatchUpAtStart(rooms.gap, { signal, onWait: onFailure }).catch(
    heard('What was missed in direct messages could not be looked for'),
  );
  const planCatchUp = (lostAt: Date) => planCatchUpSince(rooms.gap, lostAt);
  const missed = createMissedDeliveries({ planCatchUp, now });
  stops.defer(
    startTimers({
      ...{ database, roster: workspace.roster, missed, clock },
      onFailure: heard('Upkeep failed'),
    }),
  );
  stops.defer(bestEffort.drained);

  const hearMissed = heard('An event was not taken in; Slack will send it again');
  const onMissed = (error: unknown) => {
    hearMissed(error);
    missed.note();
  };
  const intake = createIntake({
    ...{ ...slack, onFailure: onMissed, onWait: onFailure },
    onConnect: (lostAt) => bestEffort.attempt(() => planCatchUp(lostAt)),
  });
  createSlackApp({
    ...{ receiver: intake.receiver, token: slack.botToken, apiUrl: slack.apiUrl },
    ...{ bot: workspace.bot, read: workspace.read, listeners: rooms.listeners, bestEffort },
    ...{ onMissed, onFailure: heard('An interaction was not saved; its user was told') },
  });
  if (intake.requests) web.admit(intake.requests);
  // Again, since this is what must end before all else.
  stops.defer(web.stop);
  await intake.start();
  stops.defer(async () => void (await intake.stop()));

  const { port } = web;
  log.info({ port, transport: slack.transport.kind, model: describeModel() }, 'Handoff is ready');
  return { port, rerunFailed: jobs.rerunFailed, stop: () => stops.disposeAsync() };
}
