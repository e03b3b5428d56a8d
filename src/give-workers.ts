import type { Ground, Rooms } from './build-rooms.ts';
import { AdoptThread, FollowUp, GreetCustomer } from './conversations/conversation.ts';
import { FollowChange } from './conversations/follow-change.ts';
import { createGreetCustomer } from './conversations/greet-customer.ts';
import { ReportFailedJob } from './jobs/failed-jobs.ts';
import { causeOf } from './log.ts';
import { createDeliverMessage } from './outbox/deliver-message.ts';
import { DeliverMessage, RedirectMessage } from './outbox/outbox-message.ts';
import { createFollowUp } from './routing/follow-up.ts';
import { createReportFailedJob } from './routing/report-failed-job.ts';
import { createSayChange } from './routing/say-change.ts';
import { createAdoptThread } from './slack/adopt-thread.ts';
import { CatchUp, createCatchUp } from './slack/catch-up.ts';
import { createFetchThread } from './slack/fetch-thread.ts';
import { keepWords } from './slack/keep-words.ts';
import { createLookOf } from './slack/looks/look-of.ts';
import { CatchUpSince, createCatchUpSince } from './slack/plan-catch-up.ts';
import { createSlackMessenger } from './slack/slack-messenger.ts';
import { createTellOwner } from './slack/tell-owner.ts';
import { RouteTicket } from './tickets/move-ticket.ts';
import { TriageTicket } from './tickets/ticket.ts';
import { createClassify } from './triage/classify.ts';
import { createDecide } from './triage/decide.ts';
import { createGather, createIdentify } from './triage/gather.ts';
import { createLateSummary, LateSummary } from './triage/late-summary.ts';
import { createRedirectTicket } from './triage/redirect-ticket.ts';
import { createRouteMovedTicket } from './triage/route-moved-ticket.ts';
import { createSummarize } from './triage/summarize.ts';
import { createTriageTicket } from './triage/triage-ticket.ts';

/** Gives each kind of job its worker. */
export function giveWorkers(ground: Ground, rooms: Rooms): void {
  sayThings(ground, rooms);
  followConversations(ground, rooms);
  triageTickets(ground, rooms);
  reportFailures(ground, rooms);
}

function sayThings(
  { jobs, config, workspace, ...ground }: Ground,
  { routeToAgent, outbox }: Rooms,
) {
  const { database, now, log } = ground;
  const { client, bot } = workspace;
  const { categories } = config.desk;
  const channels = workspace.channels.agents;
  const lookOf = createLookOf({
    ...{ ...workspace, database, categories, channels },
    workspaceUrl: bot.url,
  });
  const messenger = createSlackMessenger({ client, lookOf });
  jobs.handle(
    DeliverMessage,
    createDeliverMessage({
      ...{ ...ground, messenger, enqueue: jobs.enqueue },
      afterPost: keepWords,
      onRefused: ({ id, kind, subject, channel }, error) =>
        log.warn(
          { id, kind, subject, channel, ...causeOf(error) },
          'Slack will not take a message',
        ),
    }),
  );
  const tellOwner = createTellOwner({ client, database, outbox, owner: config.owner, log });
  jobs.handle(
    RedirectMessage,
    createRedirectTicket({ database, routeToAgent, channels, categories, tellOwner, now }),
  );
}

function followConversations({ jobs, workspace, ...ground }: Ground, rooms: Rooms) {
  const { database, postIntervalMs } = ground;
  const { client, read } = workspace;
  const channels = workspace.channels.agents;
  const takeIn = rooms.listeners.message;
  jobs.handle(GreetCustomer, createGreetCustomer({ ...rooms, database }));
  jobs.handle(FollowUp, createFollowUp({ ...rooms, database, channels }));
  jobs.handle(FollowChange, createSayChange({ ...rooms, database, channels }));
  jobs.handle(
    AdoptThread,
    createAdoptThread({ ...rooms, ...workspace, database, enqueue: jobs.enqueue }),
  );
  jobs.handle(CatchUpSince, createCatchUpSince(rooms.gap));
  const { quietAfterMs } = rooms.gap;
  const reading = { client, read, takeIn, quietAfterMs, pauseMs: postIntervalMs };
  jobs.handle(CatchUp, createCatchUp({ ...reading, database, enqueue: jobs.enqueue }));
}

function triageTickets({ jobs, config, workspace, ...ground }: Ground, rooms: Rooms) {
  const { database, model, records, log } = ground;
  const { categories } = config.desk;
  const { routeToAgent, outbox } = rooms;
  const summarize = createSummarize({ ask: model.ask, categories });
  const gather = createGather({
    ...{ source: records, categories },
    onFailure: (error) => log.warn(causeOf(error), 'Records are missing on a ticket'),
  });
  const steps = [
    createClassify({ database, ask: model.ask, categories }),
    createIdentify(rooms),
    gather,
    summarize,
    createDecide({ categories }),
  ];
  jobs.handle(
    TriageTicket,
    createTriageTicket({
      ...{ ...ground, steps, routeToAgent, enqueue: jobs.enqueue },
      fetchThread: createFetchThread({ ...workspace, database }),
      hasModel: model.ask !== undefined,
    }),
  );
  jobs.handle(LateSummary, createLateSummary({ ...ground, summarize, outbox }));
  jobs.handle(RouteTicket, createRouteMovedTicket({ database, gather, outbox, routeToAgent }));
}

function reportFailures({ jobs, workspace, database, log }: Ground, { outbox }: Rooms) {
  jobs.handle(
    ReportFailedJob,
    createReportFailedJob({
      ...{ database, outbox, channels: workspace.channels.agents, team: workspace.bot.team },
      onReport: (failed) => log.error(failed, 'A job failed for good; it waits to be run again'),
    }),
  );
}
