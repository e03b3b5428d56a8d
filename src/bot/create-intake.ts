import type { Clock } from 'pg-boss';
import type { Config } from '../config.ts';
import { causeOf, type Log } from '../log.ts';
import type { Pauses } from '../pauses.ts';
import type { CatchUpRoom } from '../slack/catch-up/catch-up.ts';
import type { Listeners } from '../slack/listeners/listeners.ts';
import type { CustomerTexts } from '../slack/messages/customer-texts.ts';
import { teamsNamedIn } from '../slack/reading/installation.ts';
import type { MessageReader } from '../slack/reading/read-message.ts';
import { createBoltApp } from '../slack/receiving/bolt-app.ts';
import type { MissedDeliveries } from '../slack/receiving/missed-deliveries.ts';
import { createReceiver } from '../slack/receiving/receiver.ts';
import { createRefusedDeliveries, type Refused } from '../slack/receiving/refused-deliveries.ts';
import type { WebServer } from '../slack/receiving/web-server.ts';
import type { BestEffort } from '../slack/sending/best-effort.ts';
import type { BotIdentity } from '../slack/workspace/connect.ts';
import type { WorkspaceFollower } from '../slack/workspace/follow-workspace.ts';

/** What takes in Slack's deliveries. */
export type Intake = {
  /** @throws {TokenRefused} when Slack opens no socket with this token. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Why nothing can arrive now; undefined while it can. */
  problem(): string | undefined;
  /** What was refused lately, and the likely reason. */
  describeRefused(): Refused | undefined;
};

/** Puts together what hands deliveries to their listeners. What it misses is caught up with. */
export function createIntake({
  slack,
  bot,
  web,
  messageReader,
  listeners,
  follower,
  currentId,
  bestEffort,
  texts,
  catchUp,
  missed,
  clock,
  pauses,
  log,
  onSlackFailure,
  signal,
}: {
  slack: Config['slack'];
  bot: BotIdentity;
  web: Pick<WebServer, 'accept'>;
  messageReader: MessageReader;
  listeners: Listeners;
  follower: WorkspaceFollower;
  /** The id that a channel has now. */
  currentId: (channel: string) => string;
  bestEffort: BestEffort;
  texts: CustomerTexts;
  catchUp: Pick<CatchUpRoom, 'lastStoredAt'>;
  missed: MissedDeliveries;
  clock: Clock;
  pauses: Pick<Pauses, 'socketRetryMs'>;
  log: Log;
  onSlackFailure: (error: unknown) => void;
  /** Ends the wait for the first socket. */
  signal: AbortSignal;
}): Intake {
  const onMissed = (error: unknown) => {
    log.warn(causeOf(error), 'An event was not taken in; Slack will send it again');
    missed.note();
  };
  const onUnreadable = (about: { type: string }) =>
    log.warn(about, 'A delivery could not be read; it was refused');
  const makeUp = (since: Date | Promise<Date>) =>
    bestEffort.attempt(
      async () => missed.makeUpFrom(await since),
      'A catch-up was not planned; it is planned within a minute',
    );
  const refused = createRefusedDeliveries({
    now: () => clock.now(),
    warn: log.warn,
    lastMessageAt: catchUp.lastStoredAt,
    planCatchUp: makeUp,
  });
  const { receiver, requests, start, stop, problem } = createReceiver({
    transport: slack.transport,
    apiUrl: slack.apiUrl,
    onFailure: onMissed,
    onUnreadable,
    onWait: onSlackFailure,
    onConnect: makeUp,
    refused,
    signal,
    retryMs: pauses.socketRetryMs,
  });
  createBoltApp({
    receiver,
    token: slack.botToken,
    apiUrl: slack.apiUrl,
    bot,
    messageReader,
    listeners,
    follower,
    currentId,
    run: {
      bestEffort,
      texts,
      onFailure: (error) =>
        log.warn(causeOf(error), 'An interaction was not saved; its user was answered so'),
      onUnreadable,
    },
    onMissed,
    onUnreadable,
    onForeign: (body) =>
      log.warn(
        { ...teamsNamedIn(body), team: bot.team },
        'A delivery of another workspace was refused',
      ),
  });
  return {
    async start() {
      if (requests) web.accept(requests);
      await start();
    },
    async stop() {
      await stop();
    },
    problem,
    describeRefused: refused.describe,
  };
}
