import type { WebClient } from '@slack/web-api';
import {
  AdoptThread,
  CustomerWrote,
  FollowChange,
  FollowUp,
  GreetCustomer,
  MarkReceived,
} from '../conversations/conversation.ts';
import type { Conversations } from '../conversations/conversations.ts';
import type { Database } from '../database/open-database.ts';
import type { createGreeting } from '../greeting/greet-customer.ts';
import type { Checkpoint } from '../jobs/checkpoint.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import { ReportFailedJob } from '../jobs/failed-jobs.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import type { Delivery } from '../outbox/deliver-message.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { DeliverMessage, RedirectMessage, UpdateMessage } from '../outbox/outbox-message.ts';
import type { AgentChannels } from '../routing/agent-channels.ts';
import type { createRefusedMessages } from '../routing/refused-message.ts';
import { reportFailedJob } from '../routing/report-failed-job.ts';
import type { Routing } from '../routing/routing.ts';
import { adoptThread } from '../slack/catch-up/adopt-thread.ts';
import type { createCatchUp } from '../slack/catch-up/catch-up.ts';
import { CatchUp, CatchUpSince, RegularCatchUp } from '../slack/catch-up/history-range.ts';
import type { Listeners } from '../slack/listeners/listeners.ts';
import type { MessageReader } from '../slack/reading/read-message.ts';
import { putCheckMarks } from '../slack/sending/mark-received.ts';
import type { Agents } from '../slack/workspace/agents.ts';
import { ReleaseOfAway } from '../tickets/absences.ts';
import { SendUpdate } from '../tickets/problem-update.ts';
import { sendUpdate } from '../tickets/send-update.ts';
import { ShowWaitingTickets, showWaitingTickets } from '../tickets/show-waiting-tickets.ts';
import { AnnounceResolved, BringMessages, RouteTicket, TriageTicket } from '../tickets/ticket.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { SendTypedReply } from '../tickets/typed-reply.ts';
import { LateSummary } from '../triage/late-summary.ts';
import type { createTriage } from '../triage/triage.ts';

/** What the jobs' handlers are taken from. */
type Rooms = {
  client: WebClient;
  database: Database;
  enqueue: Enqueue;
  outbox: Outbox;
  conversations: Conversations;
  tickets: Tickets;
  agents: Agents;
  messageReader: MessageReader;
  agentChannels: AgentChannels;
  /** The id that a channel has now. */
  currentId: (channel: string) => string;
  team: string;
  greeting: ReturnType<typeof createGreeting>;
  routing: Routing;
  refusedMessages: ReturnType<typeof createRefusedMessages>;
  triage: ReturnType<typeof createTriage>;
  delivery: Delivery;
  catchUp: ReturnType<typeof createCatchUp>;
  listeners: Pick<Listeners, 'sendTypedReply'>;
  log: Log;
  onUnreadable: (error: Error) => void;
  checkpoint: Checkpoint;
  betweenPostsMs: number;
  now: () => Date;
};

/** Gives each kind of job its handler. */
export function handleJobs(jobs: Jobs, rooms: Rooms): void {
  const { greeting, routing, refusedMessages, triage, delivery, catchUp } = rooms;
  const { database, outbox, agentChannels: channels, currentId, team, log } = rooms;
  jobs.handle(GreetCustomer, greeting.greetCustomer);
  jobs.handle(MarkReceived, (waiting, { signal }) =>
    putCheckMarks(waiting, { client: rooms.client, database, now: rooms.now, signal }),
  );
  jobs.handle(TriageTicket, triage.triageTicket);
  jobs.handle(LateSummary, triage.addLateSummary);
  jobs.handle(RouteTicket, triage.routeMovedTicket);
  jobs.handle(AnnounceResolved, (resolved) =>
    database.transaction((transaction) => rooms.tickets.announceResolved(transaction, resolved)),
  );
  jobs.handle(SendUpdate, (update) =>
    sendUpdate(update, { ...rooms, replies: rooms.tickets.replies }),
  );
  jobs.handle(ReleaseOfAway, async ({ agent, ticketIds }) => {
    for (const ticketId of ticketIds) {
      await database.transaction((transaction) =>
        rooms.tickets.releaseIfAway(transaction, { ticketId, agent }),
      );
    }
  });
  jobs.handle(SendTypedReply, rooms.listeners.sendTypedReply);
  jobs.handle(CustomerWrote, triage.identifyAgain);
  jobs.handle(FollowUp, routing.followUp);
  jobs.handle(FollowChange, routing.reportEdit);
  jobs.handle(BringMessages, routing.bringMessages);
  jobs.handle(DeliverMessage, delivery.deliverMessage);
  jobs.handle(UpdateMessage, delivery.updateMessage);
  jobs.handle(ShowWaitingTickets, (waiting) => showWaitingTickets(waiting, { database, outbox }));
  jobs.handle(RedirectMessage, refusedMessages.redirectMessage);
  jobs.handle(AdoptThread, ({ channel, ...thread }) =>
    adoptThread({ ...thread, channel: currentId(channel) }, rooms),
  );
  jobs.handle(CatchUp, ({ channel, ...range }, run) =>
    catchUp.catchUp({ ...range, channel: currentId(channel) }, run),
  );
  jobs.handle(CatchUpSince, catchUp.findMissed);
  jobs.handle(RegularCatchUp, catchUp.findMissedRegularly);
  jobs.handle(ReportFailedJob, async (failed) => {
    log.error(failed, 'A job failed for good; it waits to be run again');
    await reportFailedJob(failed, { database, outbox, channels, team });
  });
}
