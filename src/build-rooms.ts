import { randomUUID } from 'node:crypto';
import type { Config } from './config.ts';
import { createCollectMessage } from './conversations/collect-message.ts';
import { AdoptThread, FollowUp, GreetCustomer } from './conversations/conversation.ts';
import { createGreetCustomer } from './conversations/greet-customer.ts';
import { createOpenConversation } from './conversations/open-conversation.ts';
import { createPlaceMessage } from './conversations/place-message.ts';
import type { CustomerDirectory } from './customers/customer-directory.ts';
import type { Database } from './database/open-database.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Model } from './llm/create-model.ts';
import { causeOf, type Log } from './log.ts';
import { createDeliverMessage } from './outbox/deliver-message.ts';
import { createOutbox } from './outbox/outbox.ts';
import { DeliverMessage, RedirectMessage } from './outbox/outbox-message.ts';
import { createFollowUp } from './routing/follow-up.ts';
import { createRouteMovedTicket } from './routing/route-moved-ticket.ts';
import { createRouteToSlackChannel } from './routing/route-to-slack-channel.ts';
import { createAdoptThread } from './slack/adopt-thread.ts';
import type { BestEffort } from './slack/best-effort.ts';
import type { Workspace } from './slack/connect-workspace.ts';
import { createListeners } from './slack/create-listeners.ts';
import { createFetchThread } from './slack/fetch-thread.ts';
import { createIdentifyCustomer } from './slack/identify-customer.ts';
import { keepWords } from './slack/keep-words.ts';
import { createLookOf } from './slack/looks/look-of.ts';
import type { Listeners } from './slack/slack-app.ts';
import { createSlackMessenger } from './slack/slack-messenger.ts';
import { createEscalate } from './tickets/escalate.ts';
import { createMoveTicket, RouteTicket } from './tickets/move-ticket.ts';
import { createResolveTicket } from './tickets/resolve-ticket.ts';
import { TriageTicket } from './tickets/ticket.ts';
import { createClassify } from './triage/classify.ts';
import { decideStep } from './triage/decide.ts';
import { createGather, createIdentify } from './triage/gather.ts';
import { createRedirectTicket } from './triage/redirect-ticket.ts';
import { createSummarize } from './triage/summarize.ts';
import { createTriageTicket } from './triage/triage-ticket.ts';

/** What the rooms are built on. */
type Ground = {
  config: Config;
  database: Database;
  records: CustomerDirectory | undefined;
  model: Model;
  workspace: Workspace;
  jobs: Jobs;
  bestEffort: BestEffort;
  log: Log;
  now: () => Date;
};

/** Builds every room on the ground it stands on, and gives each job its worker. */
export function buildRooms(ground: Ground): { listeners: Listeners } {
  const { config, database, records, model, workspace, jobs, log, now } = ground;
  const { enqueue } = jobs;
  const { desk } = config;
  const { categories } = desk;
  const { client, read, roster, directory, profiles, bot } = workspace;
  const channels = workspace.channels.agents;
  const limits = {
    sameConversationMs: desk.sameConversationMinutes * 60_000,
    quietAfterMs: desk.quietAfterDays * 24 * 60 * 60_000,
  };
  const newId = randomUUID;

  const outbox = createOutbox({ enqueue, newId, now });
  const open = createOpenConversation({ newId });
  const place = createPlaceMessage({ open, limits });
  const collect = createCollectMessage({ place, enqueue, now });
  const escalate = createEscalate({ outbox, enqueue, newId, now });
  const move = createMoveTicket({ outbox, enqueue, now });
  const resolve = createResolveTicket({ outbox, now });
  const identify = createIdentifyCustomer({ profiles, vouchedTeams: desk.vouchedTeams });
  const routeToAgent = createRouteToSlackChannel({ database, outbox, channels, now });
  const lookOf = createLookOf({
    ...{ database, categories, channels, directory, profiles },
    workspaceUrl: bot.url,
  });
  const messenger = createSlackMessenger({ client, lookOf });
  const steps = [
    createClassify({ database, ask: model.ask, categories }),
    createIdentify({ identify }),
    createGather({
      ...{ directory: records, categories },
      onDirectoryFailure: (error) => log.warn(causeOf(error), 'Records are missing on a ticket'),
    }),
    createSummarize({ ask: model.ask, categories }),
    decideStep,
  ];
  const fetchThread = createFetchThread({ client, database, read });

  jobs.handle(
    DeliverMessage,
    createDeliverMessage({
      ...{ database, messenger, enqueue, now },
      afterPost: keepWords,
      postIntervalMs: 1_000,
    }),
  );
  jobs.handle(GreetCustomer, createGreetCustomer({ database, identify, outbox }));
  jobs.handle(FollowUp, createFollowUp({ database, outbox }));
  jobs.handle(
    AdoptThread,
    createAdoptThread({ client, database, read, collect, escalate, roster }),
  );
  jobs.handle(
    TriageTicket,
    createTriageTicket({ database, fetchThread, steps, routeToAgent, now }),
  );
  jobs.handle(RouteTicket, createRouteMovedTicket({ database, routeToAgent }));
  jobs.handle(
    RedirectMessage,
    createRedirectTicket({
      ...{ database, routeToAgent, categories },
      report: (message) => log.error(message, 'Slack refuses a message'),
    }),
  );
  const intakeChannels = workspace.channels.intake.keys().toArray();
  const listeners = createListeners({
    ...{ client, database, enqueue, collect, open, escalate, move, resolve, read, roster },
    ...{ directory, categories, intakeChannels, now },
    bestEffort: ground.bestEffort,
    quietAfterMs: limits.quietAfterMs,
  });
  return { listeners };
}
