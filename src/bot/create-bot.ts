import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from 'pg-boss';
import type { Config } from '../config.ts';
import { createConversations } from '../conversations/conversations.ts';
import { createCustomers } from '../customers/customers.ts';
import { createSqlSource } from '../customers/records/sql-source.ts';
import { assertNotClaimed, claimDatabase } from '../database/claim-store.ts';
import { openDatabase } from '../database/open-database.ts';
import { rememberZone } from '../database/workspace-store.ts';
import { describeHours } from '../desk/describe-hours.ts';
import { createGreeting } from '../greeting/greet-customer.ts';
import type { Checkpoint } from '../jobs/checkpoint.ts';
import { createJobs } from '../jobs/jobs.ts';
import { createModel } from '../llm/create-model.ts';
import { causeOf, type Log } from '../log.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { defaultPauses, type Pauses } from '../pauses.ts';
import { printReport } from '../reports/print-report.ts';
import { agentsThread, channelOf } from '../routing/agent-channels.ts';
import { createRefusedMessages } from '../routing/refused-message.ts';
import { createRouting } from '../routing/routing.ts';
import { createSlackChannelDestination } from '../routing/slack-channel-destination.ts';
import { createDeskInUse } from '../settings/desk-in-use.ts';
import { createSettings } from '../settings/settings.ts';
import { readAgentsNotes } from '../slack/catch-up/agents-notes.ts';
import { createCatchUp } from '../slack/catch-up/catch-up.ts';
import { fetchThread } from '../slack/catch-up/fetch-thread.ts';
import { isCaughtUp } from '../slack/catch-up/is-caught-up.ts';
import { createListeners } from '../slack/listeners/listeners.ts';
import { createCustomerTexts } from '../slack/messages/customer-texts.ts';
import type { Names } from '../slack/reading/names.ts';
import { createMessageReader } from '../slack/reading/read-message.ts';
import { createMissedDeliveries } from '../slack/receiving/missed-deliveries.ts';
import type { Refused } from '../slack/receiving/refused-deliveries.ts';
import { startAdminServer, startWebServer } from '../slack/receiving/web-server.ts';
import { createBestEffort } from '../slack/sending/best-effort.ts';
import { createOpenedChannels } from '../slack/sending/opened-channels.ts';
import { createSendEphemeral } from '../slack/sending/send-ephemeral.ts';
import { createAccounts } from '../slack/workspace/accounts.ts';
import { createSlackClient } from '../slack/workspace/client.ts';
import { commonZone } from '../slack/workspace/common-zone.ts';
import { createCompanies } from '../slack/workspace/companies.ts';
import { connectWorkspace } from '../slack/workspace/connect-workspace.ts';
import { describeFailure } from '../slack/workspace/describe-failure.ts';
import { directChannel } from '../slack/workspace/direct-channel.ts';
import { createWorkspaceFollower } from '../slack/workspace/follow-workspace.ts';
import { createFullMembers, isSharedNow } from '../slack/workspace/full-members.ts';
import { createLeads } from '../slack/workspace/leads.ts';
import { releaseTickets } from '../slack/workspace/release-tickets.ts';
import { attachesFiles, carriesFiles } from '../slack/workspace/scopes.ts';
import { askedToWaitMs, slackFailure } from '../slack/workspace/slack-failure.ts';
import { untilSlackAnswers } from '../slack/workspace/until-slack-answers.ts';
import type { AgentsThread } from '../tickets/replies.ts';
import { TRIAGE } from '../tickets/ticket.ts';
import { createTickets } from '../tickets/tickets.ts';
import { plainQuestions } from '../triage/question-settings.ts';
import { createTriage } from '../triage/triage.ts';
import { createFindAnswerers } from '../waiting/answerers.ts';
import { createTellDue } from '../waiting/tell-due.ts';
import { createUnanswered } from '../waiting/unanswered.ts';
import { createWaitForCustomers } from '../waiting/wait-for-customers.ts';
import { createIntake } from './create-intake.ts';
import { createSending } from './create-sending.ts';
import { weeklyReportLook } from './create-weekly-report.ts';
import { handleJobs } from './jobs.ts';
import { createReadiness } from './readiness.ts';
import { createSettingTrials } from './try-settings.ts';
import { startUpkeep } from './upkeep.ts';

/** The running bot. */
export type Bot = {
  /** The port of its web server. */
  port: number;
  /** The port where `/ready` tells how everything is. */
  adminPort: number;
  /** Runs again what has failed for good, and returns how many jobs that are. */
  rerunFailed(): Promise<number>;
  /** Takes no more work, ends or puts back what is in flight, and closes. */
  stop(): Promise<void>;
};

export type BotOptions = {
  log: Log;
  /** Ends a start that waits for Slack. */
  signal: AbortSignal;
  /** Is called when the database is open: until then the process must not be ended. */
  onOpen?: () => void;
  /** The time, and what waits for it; tests hand in one that they move. */
  clock?: Clock;
  /** Where they differ from the defaults. */
  pauses?: Partial<Pauses>;
  checkpoint?: Checkpoint;
};

/**
 * Builds the bot from the ground up, starts it, and stops it in reverse.
 *
 * @throws {CannotStart} for the owner to repair.
 */
export async function createBot(config: Config, options: BotOptions): Promise<Bot> {
  const stops = new AsyncDisposableStack();
  try {
    return await build(config, options, stops);
  } catch (error) {
    await stops.disposeAsync();
    throw error;
  }
}

const DAY_MS = 24 * 60 * 60_000;

async function build(
  config: Config,
  {
    log,
    signal,
    onOpen = () => {},
    clock = systemClock,
    pauses: differingPauses,
    checkpoint = () => {},
  }: BotOptions,
  stops: AsyncDisposableStack,
): Promise<Bot> {
  const pauses = { ...defaultPauses, ...differingPauses };
  const { slack, desk, owner } = config;
  const { categories } = desk;
  const quietAfterMs = desk.quietAfterDays * DAY_MS;
  const reopenWithinMs = desk.reopenWithin * DAY_MS;
  const newId = randomUUID;
  const now = () => new Date(clock.now());
  const warn = (message: string) => (error: unknown) => log.warn(causeOf(error), message);
  const onSlackFailure = (error: unknown) =>
    log.warn(causeOf(error), describeFailure(error, { apiUrl: slack.apiUrl }));

  const database = await openDatabase(config.database);
  stops.defer(database.close);
  onOpen();
  signal.throwIfAborted();

  const recordSource = config.customersUrl
    ? createSqlSource({ connectionString: config.customersUrl })
    : undefined;
  stops.defer(() => recordSource?.stop());
  const model = await createModel(config.model, { now, pauses });

  const jobs = createJobs({
    database,
    onError: (error, kind) =>
      log.warn(
        { ...causeOf(error), ...(kind && { kind }) },
        kind
          ? 'A job failed; it will run again'
          : 'The jobs’ database did not answer; it is tried again',
      ),
    askedToWaitMs,
    clock,
    checkpoint,
    pauses,
  });
  const { enqueue, rerunFailed } = jobs;

  const conversations = createConversations({
    enqueue,
    newId,
    now,
    limits: {
      sameConversationMs: desk.sameConversationMinutes * 60_000,
      quietAfterMs,
      reopenWithinMs,
    },
    rootMayComeMs: pauses.rootMayComeMs,
  });

  const client = createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
  const stopping = new AbortController();
  const trials = createSettingTrials({
    client,
    checkRecords: recordSource?.check,
    checkModel: () => model.check(stopping.signal),
    describeModel: model.describe,
    owner,
    now,
  });
  let intakeProblem = (): string | undefined => 'not yet: the bot is starting';
  let describeRefused = (): Refused | undefined => undefined;
  const readiness = createReadiness({
    database,
    conversations,
    client,
    intakeProblem: () => intakeProblem(),
    describe: trials.describe,
    describeRefused: () => describeRefused(),
    now,
  });
  const web = await startWebServer({ ...config.web, isReady: readiness.isReady });
  stops.defer(web.stop);
  const admin = await startAdminServer({
    ...config.admin,
    report: readiness.report,
    printReport: (args) => printReport(database.queries, { desk, arguments: args, now: now() }),
  });
  stops.defer(admin.stop);

  const workspace = await connectWorkspace({
    client,
    database,
    desk,
    mayServe: ({ team }) => assertNotClaimed(database.queries, team),
    now,
    signal: AbortSignal.any([signal, stopping.signal]),
    onFailure: onSlackFailure,
    onProblem: (problem, level) => log[level]({}, problem),
    retryMs: pauses.slackRetryMs,
  });
  const { bot, channels, channelLookup, profiles, agents } = workspace;
  const { team } = bot;
  // Only now, so that a token of another workspace that was tried by mistake claims nothing.
  await database.transaction((transaction) => claimDatabase(transaction, { team, at: now() }));
  const accounts = createAccounts({ client, profiles, now, onFailure: onSlackFailure });
  const names: Names = { user: profiles.knownName, channel: channelLookup.knownName };
  const messageReader = createMessageReader({
    bot,
    agents,
    accounts,
    forms: desk.forms,
    intake: channels.intake,
    names,
    log,
  });

  const zone =
    desk.hours.zone ??
    (await commonZone(agents.all(), { profiles, onFailure: onSlackFailure })) ??
    'UTC';
  log.info(
    { hours: describeHours(desk.hours), zone },
    'The team’s hours, in which answers are due',
  );
  const settings = createSettings({ desk, team });
  const readDesk = createDeskInUse(desk, { zone, settings });
  const leads = createLeads({
    client,
    team,
    owner,
    isOwnersAlone: desk.leadsChannel === undefined,
    channel: channels.leadsChannel,
    lookUp: channelLookup.lookUp,
    now,
    onFailure: onSlackFailure,
  });
  await database.transaction((transaction) => rememberZone(transaction, { team, zone, at: now() }));
  const outbox = createOutbox({ enqueue, newId, now });
  const customers = createCustomers({
    findProfile: profiles.find,
    trustedTeams: desk.vouchedTeams,
  });
  const greeting = createGreeting({ database, customers, outbox, enqueue, now });
  const agentsThreadOf: AgentsThread = (queries, ticket) =>
    agentsThread(queries, { channels: channels.agents, ticket });
  const tickets = createTickets({
    outbox,
    enqueue,
    agentsThread: agentsThreadOf,
    readDesk,
    undoMs: desk.undoSeconds * 1000,
    newId,
    now,
  });
  const unanswered = createUnanswered({
    database,
    outbox,
    tickets,
    readDesk,
    team,
    ruleOf: channels.unansweredIn,
    isShared: (channel) => isSharedNow(channel, { channelLookup, onFailure: onSlackFailure }),
    findAnswerers: createFindAnswerers({
      queries: database.queries,
      team,
      isFullMember: createFullMembers({ profiles, team, onFailure: onSlackFailure }),
      quietAfterMs,
      now,
    }),
    triageChannel: () => channelOf(channels.agents, TRIAGE),
    quietAfterMs,
    now,
  });
  const routing = createRouting({
    database,
    outbox,
    enqueue,
    channels: channels.agents,
    reopen: tickets.reopen,
    releaseIfAway: tickets.releaseIfAway,
    answerGone: tickets.answerGone,
    destinations: [createSlackChannelDestination({ outbox, channels: channels.agents })],
    readNotes: (thread) => readAgentsNotes(thread, { client, names, onUnreadable: onSlackFailure }),
    onUnread: onSlackFailure,
    readDesk,
    now,
  });
  const refusedMessages = createRefusedMessages({
    database,
    outbox,
    routeToAgent: routing.routeToAgent,
    answerGone: tickets.answerGone,
    channels: channels.agents,
    owner,
    openDirectMessages: (user) => directChannel(client, user),
    onUnreachable: ({ kind, about, refusal }) =>
      log.error(
        { kind, about, refusal },
        'Agents cannot be reached, not even in the triage channel',
      ),
    now,
  });
  const triage = createTriage({
    database,
    customers,
    recordSource,
    categories,
    questions: {
      about: desk.about,
      agentsLanguage: desk.agentsLanguage ?? plainQuestions.agentsLanguage,
      zone,
      transcriptTokens: config.transcriptTokens ?? plainQuestions.transcriptTokens,
      now,
    },
    rules: desk,
    ask: model.ask,
    fetchThread: (ticket) =>
      fetchThread(ticket, { client, database, messageReader, onUnreadable: onSlackFailure }),
    routeToAgent: routing.routeToAgent,
    moved: routing,
    outbox,
    enqueue,
    onRecordsFailure: warn('Records are missing on a ticket'),
    profileMayComeMs: pauses.profileMayComeMs,
    modelTimeMs: pauses.modelTimeMs,
    lateSummaryAfterMs: pauses.modelMayBeBackMs,
    now,
    checkpoint,
  });

  const texts = createCustomerTexts({ desk, profiles });
  for (const problem of texts.problems) log.warn({}, problem);
  const naming = { agentNames: desk.agentNames, deskName: desk.name, reserved: [bot.name] };
  const fileLimits = carriesFiles(bot.scopes) ? desk.files : undefined;
  const bestEffort = createBestEffort({ onFailure: (error, failed) => warn(failed)(error) });
  const { delivery, homeTabs } = createSending({
    config,
    client,
    database,
    outbox,
    enqueue,
    renderSources: {
      queries: database.queries,
      categories,
      channels: channels.agents,
      channelLookup,
      profiles,
      agents,
      workspaceUrl: bot.url,
      readDesk,
      settings,
      leads,
      now,
      fileLimits,
      naming,
      texts,
      resolveReasons: desk.resolveReasons,
      asksForFeedback: desk.feedback,
      reopenWithinDays: desk.reopenWithin,
      report: {
        byAgent: desk.report?.byAgent ?? false,
        isAttached: attachesFiles(bot.scopes),
      },
      isPostedAs: bot.scopes.includes('chat:write.customize'),
    },
    bestEffort,
    log,
    pauses,
    checkpoint,
    now,
  });
  const listeners = createListeners({
    client,
    database,
    enqueue,
    outbox,
    conversations,
    tickets,
    unanswered,
    agents,
    messageReader,
    channelLookup,
    companies: createCompanies({
      client,
      profiles,
      team,
      now,
      withinMs: pauses.companiesMayComeMs,
      onFailure: onSlackFailure,
    }),
    profiles,
    names,
    naming,
    texts,
    newId,
    sendEphemeral: createSendEphemeral({ client, bestEffort }),
    bestEffort,
    rerunFailed,
    owner,
    categories,
    readDesk,
    settings,
    audit: (about, what) => log.info(about, what),
    leads,
    replyPrefix: desk.replyPrefix,
    beforeTypedReplyMs: pauses.beforeTypedReplyMs,
    agentChannels: channels.agents,
    agentsThreadOf,
    resolveReasons: desk.resolveReasons,
    fileLimits,
    workspaceUrl: bot.url,
    // Read at each use: channels come and go.
    get intakeChannels() {
      return channels.intake.keys().toArray();
    },
    quietAfterMs,
    now,
  });
  const catchUp = createCatchUp({
    client,
    database,
    enqueue,
    team,
    intake: channels.intake,
    quietAfterMs,
    reopenWithinMs,
    messageReader,
    takeIn: (message) => listeners.message({ status: 'message', message, isNew: true }),
    onUnreadable: onSlackFailure,
    pauseMs: pauses.betweenPagesMs,
    now,
  });

  const openedChannels = createOpenedChannels({
    database,
    outbox,
    channels: channels.agents,
    channelLookup,
    team,
    owner,
    openDirectMessages: (user) => directChannel(client, user),
    log,
    now,
  });
  const follower = createWorkspaceFollower({
    channels,
    agents,
    leads,
    botUserId: bot.botUserId,
    planCatchUp: catchUp.planSince,
    lookWhoReads: openedChannels.look,
    attempt: (work) => bestEffort.attempt(work, 'The workspace was not read again'),
    clock,
    afterMs: pauses.beforeReadingAgainMs,
  });

  handleJobs(jobs, {
    client,
    database,
    enqueue,
    outbox,
    conversations,
    tickets,
    agents,
    messageReader,
    agentChannels: channels.agents,
    currentId: channels.currentId,
    team,
    greeting,
    routing,
    refusedMessages,
    triage,
    delivery,
    catchUp,
    listeners,
    log,
    onUnreadable: onSlackFailure,
    checkpoint,
    betweenPostsMs: pauses.betweenPostsMs,
    now,
  });
  await jobs.start();
  stops.defer(jobs.stop);
  agents.afterReading(() =>
    bestEffort.attempt(
      () => releaseTickets({ database, agents, tickets, team }),
      'Tickets of agents who are gone were not given back; that is tried again within minutes',
    ),
  );
  const waitForCustomers = createWaitForCustomers({
    database,
    tickets,
    waiting: desk.waiting,
    readDesk,
    team,
    isCaughtUp: (queries, channel) => isCaughtUp(queries, { team, channel }),
    onFailure: warn('Nothing was done about a ticket that waits for its customer'),
    now,
  });
  const planForDirectMessages = await catchUp.planAtStart();
  signal.throwIfAborted();
  const missed = createMissedDeliveries({ planCatchUp: catchUp.planSince, now });
  const { betweenCatchUpsMs } = pauses;
  stops.defer(
    startUpkeep({
      database,
      agents,
      follower,
      missed,
      catchUp,
      betweenCatchUpsMs,
      looks: [
        unanswered.look,
        homeTabs.refresh,
        createTellDue({ database, outbox, readDesk, channels: channels.agents, team, newId, now }),
        waitForCustomers,
        () => database.transaction((transaction) => tickets.endAbsences(transaction, team)),
        weeklyReportLook({
          database,
          outbox,
          team,
          readDesk,
          desk,
          scopes: bot.scopes,
          leadsChannel: channels.leadsChannel,
          channelLookup,
          log,
          now,
        }),
      ],
      clock,
      onFailure: warn('Upkeep failed'),
    }),
  );
  stops.defer(bestEffort.drained);
  stops.defer(follower.stop);
  bestEffort.attempt(openedChannels.look, 'It is not known yet who reads the agents’ channels');
  // Beside the intake, which does not need it.
  bestEffort.attempt(
    () =>
      untilSlackAnswers(planForDirectMessages, {
        signal: stopping.signal,
        onWait: onSlackFailure,
        retryMs: pauses.slackRetryMs,
        mayHeal: (error) => !stopping.signal.aborted && slackFailure(error).kind !== 'refused',
      }).catch((error: unknown) => {
        if (!stopping.signal.aborted) throw error;
      }),
    'What was missed in direct messages could not be looked for',
  );
  stops.defer(() => stopping.abort());

  const intake = createIntake({
    slack,
    bot,
    web,
    messageReader,
    listeners,
    follower,
    currentId: channels.currentId,
    bestEffort,
    texts,
    catchUp,
    missed,
    clock,
    pauses,
    log,
    onSlackFailure,
    signal,
  });
  // Again, since this is what must end before all else.
  stops.defer(web.stop);
  stops.defer(intake.stop);
  await intake.start();
  signal.throwIfAborted();
  intakeProblem = intake.problem;
  describeRefused = intake.describeRefused;
  stops.defer(() => {
    intakeProblem = () => 'no more: the bot is stopping';
  });
  bestEffort.attempt(async () => {
    for (const problem of await trials.problems()) log.warn({}, problem);
    for (const scope of await readiness.missingScopes()) log.warn({}, scope);
  }, 'The settings could not be tried');

  const { port } = web;
  log.info(
    { port, adminPort: admin.port, transport: slack.transport.kind, model: model.describe(), zone },
    'Handoff is ready',
  );
  return { port, adminPort: admin.port, rerunFailed, stop: () => stops.disposeAsync() };
}
