import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { desk } from '../../desk.ts';
import { insertMessage } from '../../src/conversations/message-store.ts';
import { openConversation } from '../../src/conversations/open-conversation.ts';
import { tsOf } from '../../src/conversations/slack-ts.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { Desk } from '../../src/desk/desk.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { weekFigures } from '../../src/reports/week-figures.ts';
import { createRouting } from '../../src/routing/routing.ts';
import { createDeskInUse } from '../../src/settings/desk-in-use.ts';
import { createSettings } from '../../src/settings/settings.ts';
import { loadTicket } from '../../src/tickets/ticket-store.ts';
import { createTickets } from '../../src/tickets/tickets.ts';
import { emptyDatabase } from '../support/empty-database.ts';

/*
 * 300 tickets live through random acts by the bot's own use cases over five weeks, in one of which the
 * clocks go back. Beside them the test keeps its own books, from which it counts each week naively.
 */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ZONE = 'Europe/Berlin';
const TEAM = 'T1';
const START = Date.UTC(2026, 9, 4, 22);
/** Midnights of Mondays in Berlin: the third week has 169 hours. */
const MONDAYS = [4, 11, 18, 25, 32, 39].map((day) => Date.UTC(2026, 9, day, day < 25 ? 22 : 23));
const USERS = ['UAMY', 'UBEN', 'UCID'];
const PLACES = ['billing', 'sale', 'support', 'triage'];
const TARGET_MS = { first: 90 * MINUTE_MS, next: 5 * HOUR_MS };

type How = 'resolved' | 'waitedOut' | 'noRequest' | 'merged';
type State = { at: number; place: string; end?: { at: number; how: How; by: string; ms: number } };
type Book = {
  id: string;
  openedAt: number;
  states: State[];
  holder: string | undefined;
  isAnswered: boolean;
  turnSince: number;
  wasTold: boolean;
  claimed?: { at: number; ms: number };
  firstReply?: { at: number; by: string; ms: number };
};
type Entry =
  | { is: 'replied'; book: Book; at: number; by: string; inTime: boolean | undefined }
  | { is: 'moved'; at: number; isCorrection: boolean }
  | { is: 'reopened'; at: number }
  | { is: 'rated'; at: number; book: Book; end: number; rating: string };

let seed = 20_261_018;
const books: Book[] = [];
const entries: Entry[] = [];
let now = START;
const clock = () => new Date(now);

const database = await openDatabase(await emptyDatabase());
after(database.close);
const targets = { firstReply: '90m', nextReply: '5h' };
const parsed = Desk.parse({ ...desk, targets });
const settings = createSettings({ desk: parsed, team: 'T1' });
const readDesk = createDeskInUse(parsed, { zone: ZONE, settings });
const enqueue = async () => {};
const outbox = createOutbox({ enqueue, newId: randomUUID, now: clock });
const tickets = createTickets({
  outbox,
  enqueue,
  agentsThread: async () => undefined,
  readDesk,
  undoMs: 0,
  newId: randomUUID,
  now: clock,
});
const routing = createRouting({
  database,
  outbox,
  enqueue,
  channels: new Map([['triage', 'C0TRIAGE']]),
  reopen: tickets.reopen,
  releaseIfAway: tickets.releaseIfAway,
  answerGone: tickets.answerGone,
  destinations: [],
  readNotes: async () => [],
  onUnread: () => assert.fail('Notes were not read.'),
  readDesk,
  now: clock,
});
const workingMinutes = countWorkingMinutes();
const end = MONDAYS.at(-1) ?? 0;

for (let opened = 0; now < end - DAY_MS; ) {
  now += MINUTE_MS * (1 + below(105));
  if (opened < 300 && below(3) === 0) {
    await open();
    opened += 1;
  } else if (books.length > 0) await actOn(books[below(books.length)] ?? assert.fail());
}

async function open(): Promise<void> {
  const place = pick(PLACES);
  const ticket = await database.transaction(async (transaction) => {
    const ts = tsOf(clock());
    const about = { id: randomUUID(), team: TEAM, channel: `C${books.length}` };
    const customer = `UCUSTOMER${books.length % 20}`;
    const place = 'channel' as const;
    const conversation = await openConversation(transaction, {
      ...about,
      place,
      customer,
      root: ts,
      ts,
    });
    await write(transaction, conversation, ts);
    const actor = { user: customer, kind: 'person' } as const;
    const escalation = await tickets.escalate(transaction, { conversation, actor, door: 'text' });
    return 'ticket' in escalation ? escalation.ticket : assert.fail('not opened');
  });
  const openedAt = now;
  await routing.routeToAgent({ ticket, category: place });
  books.push({
    id: ticket.id,
    openedAt,
    states: [{ at: openedAt, place }],
    holder: undefined,
    isAnswered: false,
    turnSince: openedAt,
    wasTold: false,
  });
}

async function write(
  transaction: Parameters<typeof insertMessage>[0],
  { id, channel, customer }: { id: string; channel: string; customer: string },
  ts: string,
): Promise<void> {
  await insertMessage(transaction, {
    team: TEAM,
    channel,
    ts,
    root: ts,
    conversation_id: id,
    author: customer,
    role: 'customer',
    text: 'I was charged twice',
    files: [],
    is_escalation_request: false,
    revision: ts,
  });
}

async function actOn(book: Book): Promise<void> {
  const state = book.states.at(-1) ?? assert.fail();
  const ticket = await loadTicket(database.queries, book.id);
  const user = pick(USERS);
  const act = below(10);
  if (state.end) return state.end.how === 'merged' ? unmerge(book, state) : afterEnd(book, state);
  if (act < 2) {
    await database.transaction((transaction) =>
      tickets.claim(transaction, { ticketId: book.id, user }),
    );
    if (book.holder === undefined) take(book, user);
  } else if (act === 2) {
    await database.transaction((transaction) =>
      tickets.assign(transaction, { ticket, to: user, by: pick(USERS) }),
    );
    if (book.holder !== user) take(book, user);
  } else if (act === 3) {
    await database.transaction((transaction) =>
      tickets.handBack(transaction, { ticket, by: user }),
    );
    book.holder = undefined;
  } else if (act < 6) {
    await answer(book, user);
  } else if (act === 6) {
    await customerWrites(book, ticket.conversation_id);
  } else if (act === 7) {
    const isCorrection = below(2) === 0;
    const destination = pick(PLACES.filter((one) => one !== state.place));
    await database.transaction((transaction) =>
      tickets.move(transaction, { ticket, destination, user, isCorrection, takesNotes: false }),
    );
    book.holder = undefined;
    book.states.push({ at: now, place: destination });
    entries.push({ is: 'moved', at: now, isCorrection });
  } else if (act === 8 && below(3) === 0) {
    await mergeInto(book, state, user);
  } else {
    const isNoRequest = below(5) === 0;
    const at = clock();
    await database.transaction((transaction) =>
      tickets.resolve(transaction, { ticketId: book.id, user, at, isNoRequest }),
    );
    close(book, state, { how: isNoRequest ? 'noRequest' : 'resolved', by: user });
    book.wasTold = !isNoRequest && below(2) === 0;
    if (book.wasTold) {
      await database.transaction((transaction) =>
        tickets.announceResolved(transaction, { ticketId: book.id, at: at.toISOString() }),
      );
    }
  }
}

function take(book: Book, user: string): void {
  book.holder = user;
  book.claimed ??= { at: now, ms: worked(book.openedAt, now) };
}

async function answer(book: Book, user: string): Promise<void> {
  const ticket = await loadTicket(database.queries, book.id);
  await database.transaction((transaction) =>
    tickets.replies.send(transaction, {
      ticket,
      id: randomUUID(),
      author: user,
      body: [],
      text: 'Done',
      files: [],
      directChannel: undefined,
    }),
  );
  const ms = worked(book.turnSince, now);
  const target = book.firstReply ? TARGET_MS.next : TARGET_MS.first;
  const inTime = book.isAnswered ? undefined : ms <= target;
  entries.push({ is: 'replied', book, at: now, by: user, inTime });
  book.firstReply ??= { at: now, by: user, ms };
  book.isAnswered = true;
  if (book.holder === undefined) take(book, user);
}

async function customerWrites(book: Book, conversationId: string): Promise<void> {
  const ts = tsOf(clock());
  const place = books.indexOf(book);
  await database.transaction((transaction) =>
    write(
      transaction,
      { id: conversationId, channel: `C${place}`, customer: `UCUSTOMER${place % 20}` },
      ts,
    ),
  );
  for (let again = 0; again < 2; again += 1) await routing.followUp({ conversationId, ts });
  if (!book.isAnswered) return;
  book.isAnswered = false;
  book.turnSince = now;
}

async function mergeInto(book: Book, state: State, user: string): Promise<void> {
  const place = books.indexOf(book) % 20;
  const other = books.find(
    (one, index) => one !== book && index % 20 === place && !one.states.at(-1)?.end,
  );
  if (!other) return;
  const merge = { ticketId: book.id, into: other.id, user };
  const { status } = await database.transaction((transaction) => tickets.merge(transaction, merge));
  assert.equal(status, 'merged');
  close(book, state, { how: 'merged', by: user });
  if (book.isAnswered) return;
  other.turnSince = other.isAnswered ? book.turnSince : Math.min(other.turnSince, book.turnSince);
  other.isAnswered = false;
}

async function unmerge(book: Book, { place }: State): Promise<void> {
  const { status } = await database.transaction((transaction) =>
    tickets.undoMerge(transaction, { ticketId: book.id, user: 'UAMY' }),
  );
  if (status === 'undone') book.states.push({ at: now, place });
}

async function afterEnd(book: Book, { place, end: ended }: State): Promise<void> {
  if (!ended) return;
  if (below(3) > 0) {
    const rating = pick(['good', 'bad'] as const);
    const about = { ticket_id: book.id, resolved_at: new Date(ended.at) };
    await database.transaction((transaction) =>
      tickets.rate(transaction, { ...about, customer: 'UCUSTOMER', rating }),
    );
    entries.push({ is: 'rated', at: now, book, end: ended.at, rating });
    return;
  }
  const isByWords = below(2) === 0;
  const { status } = await database.transaction((transaction) =>
    tickets.reopen(transaction, { ticketId: book.id, by: 'UBEN', isByWords }),
  );
  assert.equal(status, 'reopened');
  if (isByWords || book.wasTold) entries.push({ is: 'reopened', at: now });
  book.states.push({ at: now, place });
  book.isAnswered = false;
  book.turnSince = now;
}

function close(book: Book, { place }: State, { how, by }: { how: How; by: string }): void {
  const ms = worked(book.openedAt, now);
  book.states.push({ at: now, place, end: { at: now, how, by, ms } });
}

/** For each minute since the start, how many minutes of Monday to Friday, 9 to 17 in Berlin, were before it. */
function countWorkingMinutes(): number[] {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: ZONE,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const counts = [0];
  let isWorking = false;
  const last = MONDAYS.at(-1) ?? 0;
  for (let at = START, minute = 0; at < last; at += MINUTE_MS, minute += 1) {
    if (minute % 60 === 0) {
      const parts = format.formatToParts(at);
      const weekday = parts.find(({ type }) => type === 'weekday')?.value ?? '';
      const hour = Number(parts.find(({ type }) => type === 'hour')?.value);
      isWorking = !weekday.startsWith('S') && hour >= 9 && hour < 17;
    }
    counts.push((counts.at(-1) ?? 0) + Number(isWorking));
  }
  return counts;
}

function worked(from: number, to: number): number {
  const before = (at: number) => workingMinutes[(at - START) / MINUTE_MS] ?? assert.fail();
  return (before(to) - before(from)) * MINUTE_MS;
}

function below(most: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % most;
}

function pick<Item>(items: readonly Item[]): Item {
  return items[below(items.length)] ?? assert.fail('nothing to pick');
}

/** The database's own percentiles. */
async function timesOf(all: number[]) {
  const values = sql.join([...all, null].map((ms) => sql`(${ms}::float8)`));
  const { rows } = await sql<{ median: number | null; p90: number | null }>`
    select percentile_cont(0.5) within group (order by ms) as median,
      percentile_cont(0.9) within group (order by ms) as p90
    from (values ${values}) as times (ms) where ms is not null`.execute(database.queries);
  const round = (ms: number | null | undefined) => (ms == null ? null : Math.round(ms));
  return { count: all.length, medianMs: round(rows[0]?.median), p90Ms: round(rows[0]?.p90) };
}

async function countedNaively(since: number, until: number) {
  const isIn = ({ at }: { at: number }) => at >= since && at < until;
  const seen = books.filter(({ openedAt }) => openedAt < until);
  const stateOf = (book: Book) => book.states.findLast(({ at }) => at < until) ?? assert.fail();
  const ends = seen.flatMap((book) => stateOf(book).end ?? []).filter(isIn);
  const count = (how: How) => ends.filter((ended) => ended.how === how).length;
  const ages = seen.filter((book) => !stateOf(book).end).map(({ openedAt }) => until - openedAt);
  const openAges = await timesOf(ages);
  const within = entries.filter(isIn);
  const replies = within.filter((entry) => entry.is === 'replied');
  const moves = within.filter((entry) => entry.is === 'moved');
  const ratings = new Map<string, { first: number; last: string }>();
  for (const entry of entries) {
    if (entry.is !== 'rated' || entry.at >= until) continue;
    const key = `${entry.book.id} ${entry.end}`;
    const first = ratings.get(key)?.first ?? entry.at;
    ratings.set(key, { first, last: entry.rating });
  }
  const rated = [...ratings.values()].filter(({ first }) => first >= since);
  const timed = replies.filter(({ inTime }) => inTime !== undefined);
  const hourOf = new Intl.DateTimeFormat('en', {
    timeZone: ZONE,
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const byHour = Array.from({ length: 24 }, () => 0);
  for (const { openedAt } of seen.filter(({ openedAt }) => openedAt >= since)) {
    const hour = Number(hourOf.format(openedAt));
    byHour[hour] = (byHour[hour] ?? 0) + 1;
  }
  return {
    opened: { count: 0, of: byHour.reduce((sum, one) => sum + one, 0) },
    closed: {
      resolved: count('resolved'),
      waitedOut: 0,
      noRequest: count('noRequest'),
      merged: count('merged'),
    },
    stillOpen: {
      count: ages.length,
      medianAgeMs: openAges.medianMs,
      oldestAgeMs: ages.length === 0 ? null : Math.max(...ages),
    },
    toClaim: await timesOf(
      seen.flatMap(({ claimed }) => (claimed && isIn(claimed) ? claimed.ms : [])),
    ),
    toFirstReply: await timesOf(
      seen.flatMap(({ firstReply }) => (firstReply && isIn(firstReply) ? firstReply.ms : [])),
    ),
    toResolve: await timesOf(ends.filter(({ how }) => how === 'resolved').map(({ ms }) => ms)),
    withinTarget: { count: timed.filter(({ inTime }) => inTime).length, of: timed.length },
    moved: { count: moves.filter(({ isCorrection }) => isCorrection).length, of: moves.length },
    reopened: within.filter(({ is }) => is === 'reopened').length,
    satisfaction: { count: rated.filter(({ last }) => last === 'good').length, of: rated.length },
    byHour,
    byPlace: PLACES.map((place) => {
      const there = seen.filter((book) => stateOf(book).place === place);
      return {
        place,
        opened: there.filter(({ openedAt }) => openedAt >= since).length,
        closed: there.flatMap((book) => stateOf(book).end ?? []).filter(isIn).length,
        stillOpen: there.filter((book) => !stateOf(book).end).length,
      };
    }),
    byAgent: USERS.map((user) => ({
      user,
      resolved: ends.filter(({ how, by }) => how === 'resolved' && by === user).length,
      replies: replies.filter(({ by }) => by === user).length,
    })),
  };
}

for (const [week, since] of MONDAYS.slice(0, -1).entries()) {
  test(`the figures of week ${week + 1} are those of the test’s own books, whenever they are asked for`, async () => {
    const until = MONDAYS[week + 1] ?? 0;

    const { period, zone, byCategory, byAgent, ...figures } = await weekFigures(database.queries, {
      team: TEAM,
      readDesk,
      byAgent: true,
      weeksAgo: MONDAYS.length - 1 - week,
      at: new Date(end),
    });

    const { byPlace, byAgent: agents, ...naive } = await countedNaively(since, until);
    assert.deepEqual([period.since, period.until], [new Date(since), new Date(until)]);
    assert.equal(zone, ZONE);
    const whole = JSON.parse(JSON.stringify(figures), (name, value) =>
      name.endsWith('Ms') && value !== null ? Math.round(value) : value,
    );
    assert.deepEqual(whole, naive);
    assert.ok(naive.opened.of > 5 && naive.withinTarget.of > 5, 'something happened');
    const places = byPlace.map(({ place, ...counts }) => {
      const found = byCategory.find(({ destination }) => destination === place);
      const { opened = 0, closed = 0, stillOpen = 0 } = found ?? {};
      assert.deepEqual({ opened, closed, stillOpen }, counts);
      return opened;
    });
    assert.equal(
      places.reduce((sum, one) => sum + one, 0),
      naive.opened.of,
    );
    assert.deepEqual(
      byAgent?.map(({ user, resolved, replies }) => ({ user, resolved, replies })),
      agents.filter(({ resolved, replies }) => resolved + replies > 0),
    );
  });
}

test('without the desk’s wish nobody is counted by name', async () => {
  const about = { team: TEAM, readDesk, byAgent: false, weeksAgo: 2, at: new Date(end) };

  const figures = await weekFigures(database.queries, about);

  assert.equal(figures.byAgent, undefined);
  assert.doesNotMatch(JSON.stringify(figures), /U(AMY|BEN|CID)/);
});
