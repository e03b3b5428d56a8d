import type { Conversation } from '../conversations/conversation.ts';
import { loadConversation } from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';
import { transcriptHash, transcriptLines, transcriptText } from '../conversations/transcript.ts';
import type { Customers, ProfileWait } from '../customers/customers.ts';
import type { Identity } from '../customers/identity.ts';
import { gatherRecords } from '../customers/records/gather-records.ts';
import type { RecordSource } from '../customers/records/record-source.ts';
import type { CustomerRecords } from '../customers/records/records.ts';
import type { Database } from '../database/open-database.ts';
import { categoryById } from '../desk/categories.ts';
import type { Category } from '../desk/desk.ts';
import type { Checkpoint } from '../jobs/checkpoint.ts';
import type { Enqueue } from '../jobs/enqueue.ts';
import type { Run } from '../jobs/jobs.ts';
import type { Ask, Question } from '../llm/ask.ts';
import { createModelUseCount } from '../llm/model-use.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { RouteToAgent, Routing } from '../routing/routing.ts';
import { type Ticket, TRIAGE } from '../tickets/ticket.ts';
import {
  addModelUse,
  loadTicket,
  loadTriage,
  storeTriage,
  ticketsOf,
} from '../tickets/ticket-store.ts';
import { addressOf, transcriptMessages } from '../tickets/ticket-transcript.ts';
import type { Classification, Opinion, TriageRecord } from '../tickets/triage-record.ts';
import {
  type Classified,
  findClassification,
  storeClassification,
} from './classification-store.ts';
import { classify } from './classify.ts';
import { type DecidingRules, decide } from './decide.ts';
import {
  A_DAY_LATER_MS,
  isSummaryOfUse,
  LateSummary,
  NoSummaryYet,
  whenToAskAgain,
} from './late-summary.ts';
import { createOfflineVoter } from './offline-vote.ts';
import { plainQuestions, type QuestionSettings } from './question-settings.ts';
import { timedLines } from './show-transcript.ts';
import { summarize } from './summarize.ts';
import { votesOf } from './votes.ts';

/** The ticket is still under triage; the job runs again. */
export class NotTriagedYet extends Error {
  override readonly name = 'NotTriagedYet';
}

/** Takes tickets from the escalation to their agents. */
export function createTriage({
  database,
  customers,
  recordSource,
  categories,
  questions = plainQuestions,
  rules,
  ask,
  fetchThread,
  routeToAgent,
  moved: { notesOfMove, routeMoved },
  outbox,
  enqueue,
  onRecordsFailure,
  profileMayComeMs = 0,
  modelTimeMs,
  lateSummaryAfterMs,
  now,
  checkpoint,
}: {
  database: Database;
  customers: Customers;
  /** Undefined when the company has configured none. */
  recordSource: RecordSource | undefined;
  categories: Category[];
  /** What the questions to the model say, and how much. */
  questions?: QuestionSettings;
  rules: DecidingRules;
  /** Undefined: the offline engine triages. */
  ask: Ask | undefined;
  /** Collects a thread that the bot had not followed, before its ticket is triaged. */
  fetchThread: (ticket: Ticket) => Promise<void>;
  routeToAgent: RouteToAgent;
  moved: Pick<Routing, 'notesOfMove' | 'routeMoved'>;
  outbox: Outbox;
  enqueue: Enqueue;
  /** Is called with why records are missing on a ticket. */
  onRecordsFailure: (failure: unknown) => void;
  /** From the escalation on, a ticket waits so long for its customer's profile; by default it does not. */
  profileMayComeMs?: number;
  /** From the escalation on, all work of the model together may take this long. */
  modelTimeMs: number;
  /** After this long a model that failed is asked for the summary again. */
  lateSummaryAfterMs: number;
  now: () => Date;
  checkpoint: Checkpoint;
}) {
  const voteOffline = createOfflineVoter(categories);
  return { triageTicket, addLateSummary, routeMovedTicket, identifyAgain };

  /**
   * Classifies, identifies, gathers, summarizes and decides, then routes. Each part is stored before
   * the next begins, so that a restart goes on where it stopped and asks for nothing twice.
   */
  async function triageTicket({ ticketId }: { ticketId: string }, { signal }: Run): Promise<void> {
    const escalated = await loadTicket(database.queries, ticketId);
    if (escalated.status !== 'triaging') return;
    if (escalated.transcript_until === null) await fetchThread(escalated);
    const ticket = await loadTicket(database.queries, ticketId);
    const known = await loadTriage(database.queries, ticketId);
    const deadline = AbortSignal.any([signal, modelDeadline(ticket, known)]);
    const use = createModelUseCount();
    const messages = await transcriptMessages(database.queries, ticket);
    const lines = timedLines(messages);
    const conversation = await loadConversation(database.queries, ticket.conversation_id);

    const classification = await part('classification', () =>
      classifyOnce({ ticket, messages, deadline, onUse: use.add }),
    );
    const identity = await part('identity', () =>
      identify(conversation, classification.email, {
        longestWaitMs: timeLeftMs(ticket, profileMayComeMs),
      }),
    );
    const offline = voteOffline(lines);
    // Whoever sorts a ticket in the triage channel may be an agent of another category.
    const expected = decide(votesOf({ classification, opinion: undefined, offline }), rules);
    const records = await part('records', () => gather(identity, expected.destination));
    const { category } = classification;
    const summary = {
      lines,
      category,
      categories,
      settings: questions,
      ask,
      deadline,
      onUse: use.add,
    };
    const opinion = await part('opinion', () => summarize({ ...summary, records }));
    const votes = await part('votes', async () => votesOf({ classification, opinion, offline }));
    const decision = await part('decision', async () => {
      const decided = decide(votes, rules);
      const { destination } = decided;
      const isAsExpected = destination === expected.destination;
      // An older version gathered them before it was known that the ticket goes to the triage channel.
      const hasTooMany = destination === TRIAGE && records.sections.length > 0;
      if (!isAsExpected || hasTooMany) {
        await changeRecords({ ticketId, destination, identity, summary });
      }
      return decided;
    });

    await planLateSummary(opinion, ticket);
    checkpoint('before routing', ticketId);
    await routeToAgent({ ticket, category: decision.destination });
    checkpoint('routed', ticketId);

    /** A part that is stored is not worked out again. */
    async function part<Name extends keyof TriageRecord>(
      name: Name,
      workOut: () => Promise<NonNullable<TriageRecord[Name]>>,
    ): Promise<NonNullable<TriageRecord[Name]>> {
      const stored = known[name];
      if (stored) return stored;
      checkpoint(`before ${name}`, ticketId);
      const found = await workOut();
      checkpoint(`${name} worked out`, ticketId);
      await database.transaction(async (transaction) => {
        await storeTriage(transaction, ticketId, { [name]: found });
        await addModelUse(transaction, ticketId, use.take());
      });
      checkpoint(`${name} stored`, ticketId);
      return found;
    }
  }

  /**
   * Replaces the records by those of another destination; the triage channel has none. The summary that a
   * model wrote with the ones before may hold some of them, so a ticket for the triage channel gets another.
   */
  async function changeRecords({
    ticketId,
    destination,
    identity,
    summary,
  }: {
    ticketId: string;
    destination: string;
    identity: Identity;
    summary: Omit<Parameters<typeof summarize>[0], 'records'>;
  }): Promise<void> {
    const records = await gather(identity, destination);
    const opinion = destination === TRIAGE ? await summarize({ ...summary, records }) : undefined;
    await database.transaction((transaction) =>
      storeTriage(transaction, ticketId, { records, ...(opinion && { opinion }) }),
    );
  }

  /**
   * A model's answer belongs to the conversation and its words: it is not asked about them again. What
   * it says of a second problem is a part of its own, stored first.
   */
  async function classifyOnce({
    ticket: { id, conversation_id: conversationId },
    messages,
    ...asking
  }: {
    ticket: Ticket;
    messages: Message[];
  } & Asking): Promise<Classification> {
    const hash = transcriptHash(transcriptText(transcriptLines(messages)));
    const key = { conversationId, transcriptHash: hash };
    const stored = await findClassification(database.queries, key);
    const classified = stored ?? (await classifyMessages(messages, asking));
    const { secondProblem, ...classification } = classified;
    if (classification.engine.kind === 'model') {
      await database.transaction(async (transaction) => {
        await storeClassification(transaction, key, classified);
        await storeTriage(transaction, id, { secondProblem });
      });
    }
    return classification;
  }

  async function classifyMessages(messages: Message[], asking: Asking): Promise<Classified> {
    const lines = timedLines(messages);
    const classified = await classify({ lines, categories, settings: questions, ask, ...asking });
    const { secondLines, ...classification } = classified;
    const chosen = messages.filter((_, index) => secondLines?.lines.includes(index));
    const secondProblem = secondLines && {
      category: secondLines.category,
      messages: chosen.map(addressOf),
    };
    return { ...classification, secondProblem };
  }

  /** The typed email is noted, and opens nothing. */
  async function identify(
    conversation: Conversation,
    typed: string | null,
    wait: ProfileWait,
  ): Promise<Identity> {
    const identity = await customers.identify(conversation, wait);
    return { ...identity, typedEmail: conversation.typed_email ?? typed };
  }

  function gather(identity: Identity, category: string): Promise<CustomerRecords> {
    return gatherRecords({
      source: recordSource,
      identity,
      sections: categoryById(categories, category)?.context ?? [],
      onFailure: onRecordsFailure,
    });
  }

  /** A wait for the customer's profile is not the model's: it has its whole time again after that. */
  function modelDeadline(ticket: Ticket, { classification, identity }: TriageRecord): AbortSignal {
    const hasWaited = classification?.engine.kind === 'model' && !identity;
    return AbortSignal.timeout(hasWaited ? modelTimeMs : timeLeftMs(ticket, modelTimeMs));
  }

  /** Of a time that begins with the escalation. */
  function timeLeftMs({ escalated_at }: Ticket, wholeMs: number): number {
    const leftMs = escalated_at.getTime() + wholeMs - now().getTime();
    return Math.min(wholeMs, Math.max(0, leftMs));
  }

  /** A model that failed for a reason that passes is asked again, while its summary is of use. */
  async function planLateSummary(
    { engine }: Opinion,
    { id: ticketId, escalated_at }: Ticket,
  ): Promise<void> {
    const when = whenToAskAgain(engine);
    if (!ask || when === 'never') return;
    const inMs = when === 'soon' ? lateSummaryAfterMs : A_DAY_LATER_MS;
    const startAfter = new Date(now().getTime() + inMs);
    if (!isSummaryOfUse(escalated_at, startAfter)) return;
    await database.transaction((transaction) =>
      enqueue(transaction, { kind: LateSummary, payload: { ticketId }, startAfter }),
    );
  }

  /**
   * Adds the model's summary to a card that is already there. Where the ticket went stays as it is:
   * agents may have it in hand.
   */
  async function addLateSummary(
    { ticketId }: { ticketId: string },
    { signal }: Run,
  ): Promise<void> {
    const ticket = await loadTicket(database.queries, ticketId);
    const {
      classification,
      records,
      opinion: known,
    } = await loadTriage(database.queries, ticketId);
    if (ticket.status === 'resolved' || known?.engine.kind === 'model') return;
    if (!isSummaryOfUse(ticket.escalated_at, now())) return;
    const use = createModelUseCount();
    const opinion = await summarize({
      lines: timedLines(await transcriptMessages(database.queries, ticket)),
      category: classification?.category,
      records,
      categories,
      settings: questions,
      ask,
      deadline: AbortSignal.any([signal, AbortSignal.timeout(modelTimeMs)]),
      onUse: use.add,
    });
    await database.transaction(async (transaction) => {
      await addModelUse(transaction, ticketId, use.take());
      if (opinion.engine.kind !== 'model') return;
      await storeTriage(transaction, ticketId, { opinion });
      await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
    });
    // The job itself runs again soon; for another day it is planned.
    const isSoon = whenToAskAgain(opinion.engine) === 'soon';
    if (isSoon) throw new NoSummaryYet('The model has not answered yet.');
    await planLateSummary(opinion, ticket);
  }

  /**
   * Finds out who a customer is whom an app had named, now that they have written themselves: their
   * card and their Home tab follow.
   */
  async function identifyAgain({ conversationId }: { conversationId: string }): Promise<void> {
    const conversation = await loadConversation(database.queries, conversationId);
    const open = (await ticketsOf(database.queries, conversationId)).filter(
      ({ status }) => status !== 'resolved',
    );
    if (open.some(({ status }) => status === 'triaging')) {
      throw new NotTriagedYet('The ticket is under triage.');
    }
    for (const ticket of open) {
      const found = await identityAndRecords(ticket, conversation);
      await database.transaction(async (transaction) => {
        await storeTriage(transaction, ticket.id, found);
        const about = { ticketId: ticket.id };
        await outbox.markStale(transaction, { kind: 'ticket-card', about });
      });
      // What the card has no room for comes into its thread.
      if (ticket.destination) await routeToAgent({ ticket, category: ticket.destination });
    }
    await database.transaction(async (transaction) => {
      await outbox.markStale(transaction, { kind: 'home', about: { user: conversation.customer } });
    });
  }

  async function identityAndRecords({ id, destination }: Ticket, conversation: Conversation) {
    const { classification } = await loadTriage(database.queries, id);
    // The ticket is with its agents: this can wait.
    const wait = { longestWaitMs: profileMayComeMs };
    const identity = await identify(conversation, classification?.email ?? null, wait);
    return { identity, records: await gather(identity, destination ?? TRIAGE) };
  }

  /**
   * Delivers a ticket which an agent moved to another category, with the records that this one calls
   * for. The notes that go along are read while the records are still those of the category before.
   */
  async function routeMovedTicket({
    ticketId,
    destination,
  }: {
    ticketId: string;
    destination: string;
  }): Promise<void> {
    const ticket = await loadTicket(database.queries, ticketId);
    // A later move has its own job, behind this one.
    if (ticket.status !== 'routed' || ticket.destination !== destination) return;
    const { identity, records: before } = await loadTriage(database.queries, ticketId);
    if (!identity) throw new Error('A ticket was routed before its customer was identified.');
    const notes = await notesOfMove(ticket, before);
    const records = await gather(identity, destination);
    const decision = { destination, reason: null };
    await routeMoved({
      ticket: { ...ticket, destination },
      notes,
      async store(transaction) {
        await storeTriage(transaction, ticketId, { records, decision });
        await outbox.markStale(transaction, { kind: 'ticket-card', about: { ticketId } });
      },
    });
  }
}

/** How long a model has, and who counts what it takes. */
type Asking = { deadline: AbortSignal; onUse: NonNullable<Question<never>['onUse']> };
