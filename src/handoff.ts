import { once } from 'node:events';
import { buildRooms } from './build-rooms.ts';
import type { Config } from './config.ts';
import { createSqlDirectory } from './customers/sql-directory.ts';
import { openDatabase } from './database/open-database.ts';
import { giveWorkers } from './give-workers.ts';
import type { Checkpoint } from './jobs/checkpoint.ts';
import { createJobs } from './jobs/jobs.ts';
import { createModel } from './llm/create-model.ts';
import { causeOf, type Log } from './log.ts';
import { createReadiness } from './readiness.ts';
import { createBestEffort } from './slack/best-effort.ts';
import { connectWorkspace } from './slack/connect-workspace.ts';
import { listen } from './slack/listen.ts';
import { planCatchUpAtStart, planCatchUpSince } from './slack/plan-catch-up.ts';
import { createIntake } from './slack/receiver.ts';
import { createSlackApp } from './slack/slack-app.ts';
import { createWebServer } from './slack/web-server.ts';
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
    now = () => new Date(),
    postIntervalMs = 1_000,
    checkpoint = () => {},
  }: {
    log: Log;
    signal: AbortSignal;
    now?: () => Date;
    /** How long the bot waits between two posts in a channel; Slack takes about one a second. */
    postIntervalMs?: number;
    checkpoint?: Checkpoint;
  },
): Promise<Handoff> {
  const stops = new AsyncDisposableStack();
  try {
    return await start(config, { log, signal, now, postIntervalMs, checkpoint, stops });
  } catch (error) {
    await stops.disposeAsync();
    throw error;
  }
}

type Setting = {
  log: Log;
  signal: AbortSignal;
  now: () => Date;
  postIntervalMs: number;
  checkpoint: Checkpoint;
  stops: AsyncDisposableStack;
};

async function start(config: Config, setting: Setting): Promise<Handoff> {
  const { log, signal, now, stops } = setting;
  const { slack, desk } = config;
  const heard = (message: string) => (error: unknown) => log.warn(causeOf(error), message);

  const database = await openDatabase(config.database);
  stops.defer(database.close);
  const records = config.customersUrl
    ? createSqlDirectory({ connectionString: config.customersUrl })
    : undefined;
  stops.defer(() => records?.stop());
  const model = createModel(config.model);
  const onFailure = heard('Slack did not do what was asked');
  const workspace = await connectWorkspace({ ...slack, desk, now, signal, onFailure });
  for (const problem of workspace.channels.problems) log.warn({}, problem);

  const onError = (error: unknown, kind?: string) =>
    log.warn({ ...causeOf(error), ...(kind && { kind }) }, 'A job failed; it will run again');
  const jobs = createJobs({ database, onError, now });
  const bestEffort = createBestEffort({ onFailure: heard('An answer did not get through') });
  const ground = { ...setting, config, database, records, model, workspace, jobs, bestEffort };
  const rooms = buildRooms(ground);
  giveWorkers(ground, rooms);
  await jobs.start();
  stops.defer(jobs.stop);
  const gap = {
    ...{ ...rooms, client: workspace.client, database, enqueue: jobs.enqueue, now },
    team: workspace.bot.team,
  };
  await planCatchUpAtStart(gap).catch(heard('What was missed could not be looked for'));
  stops.defer(
    startTimers({ database, roster: workspace.roster, now, onFailure: heard('Upkeep failed') }),
  );
  stops.defer(bestEffort.drained);

  const onDeliveryFailure = heard('A delivery was not taken in; Slack will send it again');
  const intake = createIntake({
    ...{ ...slack, onFailure: onDeliveryFailure },
    onReconnect: (lostAt) => bestEffort.attempt(() => planCatchUpSince(gap, lostAt)),
  });
  createSlackApp({
    ...{ receiver: intake.receiver, token: slack.botToken, apiUrl: slack.apiUrl },
    ...{ bot: workspace.bot, read: workspace.read, listeners: rooms.listeners, bestEffort },
    onFailure: onDeliveryFailure,
  });
  const readiness = createReadiness({
    ...{ database, client: workspace.client, describeModel: model.describe, now },
  });
  const server = createWebServer({ slack: intake.requests, readiness });
  const port = await listen(server, config.port);
  stops.defer(async () => {
    server.close();
    server.closeIdleConnections();
    await once(server, 'close');
  });
  await intake.start();
  stops.defer(async () => void (await intake.stop()));

  log.info({ port, transport: slack.transport.kind, model: model.describe() }, 'Handoff is ready');
  return { port, rerunFailed: jobs.rerunFailed, stop: () => stops.disposeAsync() };
}
