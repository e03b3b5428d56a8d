import { randomUUID } from 'node:crypto';
import type { Config } from './config.ts';
import { type CollectMessage, createCollectMessage } from './conversations/collect-message.ts';
import { createOpenConversation } from './conversations/open-conversation.ts';
import { createPlaceMessage } from './conversations/place-message.ts';
import { type Customers, createCustomers } from './customers/customers.ts';
import type { RecordSource } from './customers/records/record-source.ts';
import type { Database } from './database/open-database.ts';
import type { Checkpoint } from './jobs/checkpoint.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Model } from './llm/create-model.ts';
import type { Log } from './log.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';
import type { RouteToAgent } from './routing/route-to-agent.ts';
import { createRouteToSlackChannel } from './routing/route-to-slack-channel.ts';
import type { BestEffort } from './slack/best-effort.ts';
import type { Workspace } from './slack/connect-workspace.ts';
import { createListeners } from './slack/create-listeners.ts';
import type { CatchUpPlan } from './slack/plan-catch-up.ts';
import type { Listeners } from './slack/slack-app.ts';
import { createEscalate, type Escalate } from './tickets/escalate.ts';
import { createMoveTicket } from './tickets/move-ticket.ts';
import { createResolveTicket } from './tickets/resolve-ticket.ts';

/** What the rooms are built on. */
export type Ground = {
  config: Config;
  database: Database;
  records: RecordSource | undefined;
  model: Model;
  workspace: Workspace;
  jobs: Jobs;
  bestEffort: BestEffort;
  log: Log;
  now: () => Date;
  /** How long the bot waits between two posts in a channel, and between two pages of a history. */
  postIntervalMs: number;
  /** How long all work of the model together may take from the escalation on. */
  modelTimeMs: number;
  checkpoint: Checkpoint;
};

/** What the bot does, by name; the listeners start it, and the jobs' workers carry it on. */
export type Rooms = {
  outbox: Outbox;
  collect: CollectMessage;
  escalate: Escalate;
  identify: Customers['identify'];
  routeToAgent: RouteToAgent;
  /** What it takes to catch up with what the bot has missed. */
  gap: CatchUpPlan;
  listeners: Listeners;
};

/** Builds every room on the ground it stands on. */
export function buildRooms(ground: Ground): Rooms {
  const { config, database, workspace, jobs, now } = ground;
  const { enqueue } = jobs;
  const { categories, sameConversationMinutes, quietAfterDays } = config.desk;
  const intakeChannels = workspace.channels.intake.keys().toArray();
  const quietAfterMs = quietAfterDays * 24 * 60 * 60_000;
  const limits = { sameConversationMs: sameConversationMinutes * 60_000, quietAfterMs };
  const newId = randomUUID;

  const outbox = createOutbox({ enqueue, newId, now });
  const open = createOpenConversation({ newId });
  const place = createPlaceMessage({ open, limits });
  const collect = createCollectMessage({ place, enqueue, now });
  const escalate = createEscalate({ outbox, enqueue, newId, now });
  const { identify } = createCustomers({
    findProfile: workspace.profiles.find,
    trustedTeams: config.desk.vouchedTeams,
  });
  const channels = workspace.channels.agents;
  const routeToAgent = createRouteToSlackChannel({ database, outbox, channels, now });
  const listeners = createListeners({
    ...{ ...workspace, ...ground, categories, intakeChannels, quietAfterMs },
    ...{
      enqueue,
      outbox,
      collect,
      open,
      escalate,
      rerunFailed: jobs.rerunFailed,
      owner: config.owner,
    },
    move: createMoveTicket({ outbox, enqueue, now }),
    resolve: createResolveTicket({ outbox, now }),
  });
  return {
    ...{ outbox, collect, escalate, identify, routeToAgent },
    gap: {
      ...{ client: workspace.client, database, enqueue, team: workspace.bot.team },
      ...{ intakeChannels, quietAfterMs, now },
    },
    listeners,
  };
}
