import type { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Database } from '../database/open-database.ts';
import type { Checkpoint } from '../jobs/checkpoint.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { causeOf, type Log } from '../log.ts';
import { createDelivery, type Delivery } from '../outbox/deliver-message.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Pauses } from '../pauses.ts';
import type { RenderSources } from '../slack/messages/rendered.ts';
import { weeklyReportFile } from '../slack/messages/weekly-report.ts';
import type { BestEffort } from '../slack/sending/best-effort.ts';
import { createFileCarrier } from '../slack/sending/carry-file.ts';
import { createDirectSessions } from '../slack/sending/direct-sessions.ts';
import { createHomeTabs, type HomeTabs } from '../slack/sending/home-tabs.ts';
import { createSlackMessenger } from '../slack/sending/slack-messenger.ts';
import { filesOrigin } from '../slack/workspace/files-origin.ts';
import { recordBotMessage } from '../tickets/record-bot-message.ts';

/** Puts together what brings the outbox's messages to Slack, files and the titles of direct messages included. */
export function createSending({
  config: { slack, desk },
  client,
  database,
  outbox,
  enqueue,
  renderSources,
  bestEffort,
  log,
  pauses,
  checkpoint,
  now,
}: {
  config: Pick<Config, 'slack' | 'desk'>;
  client: WebClient;
  database: Database;
  outbox: Outbox;
  enqueue: Enqueue;
  renderSources: RenderSources;
  bestEffort: BestEffort;
  log: Log;
  pauses: Pick<Pauses, 'betweenLooksForFileMs' | 'betweenPostsMs'>;
  checkpoint: Checkpoint;
  now: () => Date;
}): { delivery: Delivery; homeTabs: Pick<HomeTabs, 'refresh'> } {
  const { queries, categories, channelLookup, fileLimits } = renderSources;
  const fileCarrier = createFileCarrier({
    client,
    database,
    sources: { queries, channelLookup, limits: fileLimits },
    token: slack.botToken,
    origin: filesOrigin(slack.apiUrl),
    limits: desk.files,
    makeReport: (message) => weeklyReportFile(message, renderSources),
    betweenLooksMs: pauses.betweenLooksForFileMs,
    checkpoint,
    now,
  });
  const directSessions = createDirectSessions({
    client,
    queries,
    categories,
    bestEffort,
    onOff: (error) =>
      log.warn({ error }, 'Direct messages show no title: Slack refuses agents.sessions'),
  });
  const homeTabs = createHomeTabs({
    database,
    outbox,
    sources: renderSources,
    onFailure: (error) => log.warn(causeOf(error), 'A Home tab was not looked at again'),
    now,
  });
  const delivery = createDelivery({
    database,
    messenger: createSlackMessenger({
      client,
      fileCarrier,
      directSessions,
      homeTabs,
      renderSources,
    }),
    enqueue,
    now,
    recordPost: (transaction, message, posted) =>
      recordBotMessage(transaction, message, posted, outbox),
    onRefused: ({ id, kind, about, channel }, error) =>
      log.warn({ id, kind, about, channel, ...causeOf(error) }, 'Slack will not take a message'),
    postIntervalMs: pauses.betweenPostsMs,
    checkpoint,
  });
  return { delivery, homeTabs };
}
