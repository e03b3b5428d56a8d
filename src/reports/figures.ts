import { Temporal } from 'temporal-polyfill';
import type { WorkingTime } from '../desk/working-time.ts';
import { TRIAGE } from '../tickets/ticket.ts';
import type { TicketEvent } from '../tickets/ticket-event.ts';
import { percentile } from './percentile.ts';
import type { Period } from './period.ts';

/** Times of some tickets in working time; null where there is no such ticket. */
export type Times = { count: number; medianMs: number | null; p90Ms: number | null };

/** How many of how many. */
export type Share = { count: number; of: number };

/** Tickets that are closed, by how. */
export type Closed = { resolved: number; waitedOut: number; noRequest: number; merged: number };

/**
 * What happened in a period: from its first moment, which belongs to it, to its last, which does not.
 * What happens later changes none of these figures.
 *
 * Working time is counted by the hours that the desk had at that moment; where an older bot stored none,
 * by those it has now. A median of an even number of times is the middle of the two in the middle, and
 * of `p90Ms` nine tenths are at most so long (see `percentile`).
 */
export type Figures = {
  period: Period;
  zone: string;
  /** Tickets opened in the period, those that were split off another included. */
  opened: Share;
  /**
   * Tickets that were closed in the period and are closed at its end, once each, by how they were closed
   * last. One that was opened again counts when it is closed again; one that was merged counts apart, and
   * never as resolved.
   */
  closed: Closed;
  /** Tickets opened before the period's end and not closed at it, and how long before it, by the clock. */
  stillOpen: { count: number; medianAgeMs: number | null; oldestAgeMs: number | null };
  /** From the opening to when somebody had it first; of tickets that somebody had first in the period. */
  toClaim: Times;
  /** From when the agents' turn began, mostly the opening; of tickets first answered in the period. */
  toFirstReply: Times;
  /** From the opening to the last end; of `closed.resolved`, so none that waited out, was merged or no request. */
  toResolve: Times;
  /**
   * Answers in the period to what agents were to answer within a target, as that was then; `of` has all
   * of these, `count` those in time. A second answer in a row is to nothing that waits.
   */
  withinTarget: Share;
  /** Moves in the period; `count` has those that corrected where the ticket had been sent. */
  moved: Share;
  /** Times that a ticket was opened again in the period; none that was undone before its customer knew. */
  reopened: number;
  /** Ends of tickets that were rated first in the period, once each, as they were rated last before its end. */
  satisfaction: Share;
  /** By where the tickets were at the period's end, however often they were moved; those with any figure. */
  byCategory: CategoryFigures[];
  /** Tickets opened in the period by the hour of the day in the desk's zone, from 0 to 23. */
  byHour: number[];
  /** By who did it; undefined where the desk wants none. */
  byAgent: AgentFigures[] | undefined;
};

/** Of tickets of one category, or of `triage`; each as the figure of all. */
export type CategoryFigures = { destination: string; opened: number; closed: number } & Pick<
  Figures,
  'toFirstReply' | 'toResolve' | 'withinTarget'
> & { stillOpen: number };

/** What one agent did: tickets that they resolved, all that they answered, and how soon. */
export type AgentFigures = { user: string; resolved: number; replies: number } & Pick<
  Figures,
  'toFirstReply' | 'withinTarget'
>;

type Happened<Kind extends TicketEvent['kind']> = Extract<TicketEvent, { kind: Kind }>;

/** A ticket as it is at the period's end, and what happened to it in the period. */
type History = {
  destination: string;
  openedAt: Date | undefined;
  isOpened: boolean;
  isSplit: boolean;
  end: Happened<'resolved'> | Happened<'merged'> | undefined;
  claimMs: number | undefined;
  firstReply: { by: string | null; ms: number } | undefined;
  resolveMs: number | undefined;
  within: TicketEvent[];
};

/** Counts what happened: events of whole tickets, those of one ticket in their order. */
export function figuresOf(
  events: readonly TicketEvent[],
  {
    period,
    zone,
    workingTime,
    byAgent,
  }: { period: Period; zone: string; workingTime: WorkingTime; byAgent: boolean },
): Figures {
  const known = events.filter(({ at }) => at < period.until);
  const histories = Map.groupBy(known, ({ ticket_id }) => ticket_id)
    .values()
    .map((ticket) => historyOf(ticket, { period, workingTime }))
    .toArray();
  const within = histories.flatMap((history) => history.within);
  const opened = histories.filter(({ isOpened }) => isOpened);
  const destinations = new Set(histories.map(({ destination }) => destination));
  return {
    period,
    zone,
    opened: { count: opened.filter(({ isSplit }) => isSplit).length, of: opened.length },
    closed: closedOf(histories, period),
    stillOpen: stillOpenOf(histories, period),
    toClaim: timesOf(histories.map(({ claimMs }) => claimMs)),
    toFirstReply: timesOf(histories.map(({ firstReply }) => firstReply?.ms)),
    toResolve: timesOf(histories.map(({ resolveMs }) => resolveMs)),
    withinTarget: withinTargetOf(within),
    moved: shareOf(ofKind(within, 'moved'), ({ value }) => value.isCorrection),
    reopened: ofKind(within, 'reopened').filter(
      ({ value: { how, wasTold } }) => wasTold || how === 'words',
    ).length,
    satisfaction: satisfactionOf(known, period),
    byCategory: [...destinations]
      .map((destination) =>
        categoryFigures(
          destination,
          histories.filter((history) => history.destination === destination),
          period,
        ),
      )
      .filter(({ opened, closed, stillOpen, withinTarget, toFirstReply }) =>
        [opened, closed, stillOpen, withinTarget.of, toFirstReply.count].some((count) => count > 0),
      ),
    byHour: byHour(opened, zone),
    byAgent: byAgent ? agentsFigures(histories) : undefined,
  };
}

function historyOf(
  events: TicketEvent[],
  { period, workingTime }: { period: Period; workingTime: WorkingTime },
): History {
  const [opened] = ofKind(events, 'opened');
  const isWithin = ({ at }: TicketEvent) => at >= period.since;
  const msOf = (ms: number | null, at: Date) =>
    ms ?? (opened ? workingTime.between(opened.at, at) : undefined);
  const [claimed] = ofKind(events, 'claimed');
  const replied = ofKind(events, 'replied').find(({ value }) => value.isFirst);
  const replyMs = replied && msOf(replied.value.workingMs, replied.at);
  const end = endOf(events);
  const isResolved = end?.kind === 'resolved' && howClosed(end) === 'resolved';
  return {
    destination: events.findLast(({ destination }) => destination !== null)?.destination ?? TRIAGE,
    openedAt: opened?.at,
    isOpened: opened !== undefined && isWithin(opened),
    isSplit: opened?.value.door === 'split',
    end,
    claimMs: claimed && isWithin(claimed) ? msOf(claimed.value.workingMs, claimed.at) : undefined,
    firstReply:
      replied && isWithin(replied) && replyMs !== undefined
        ? { by: replied.by, ms: replyMs }
        : undefined,
    resolveMs: isResolved && isWithin(end) ? msOf(end.value.workingMs, end.at) : undefined,
    within: events.filter(isWithin),
  };
}

function endOf(events: TicketEvent[]): History['end'] {
  let end: History['end'];
  for (const event of events) {
    if (event.kind === 'resolved' || event.kind === 'merged') end = event;
    if (event.kind === 'reopened' || event.kind === 'unmerged') end = undefined;
  }
  return end;
}

function howClosed(end: NonNullable<History['end']>): keyof Closed {
  if (end.kind === 'merged') return 'merged';
  if (end.value.isNoRequest) return 'noRequest';
  return end.by === null ? 'waitedOut' : 'resolved';
}

function closedOf(histories: History[], { since }: Period): Closed {
  const closed: Closed = { resolved: 0, waitedOut: 0, noRequest: 0, merged: 0 };
  for (const { end } of histories) if (end && end.at >= since) closed[howClosed(end)] += 1;
  return closed;
}

function stillOpenOf(histories: History[], { until }: Period): Figures['stillOpen'] {
  const ages = histories.flatMap(({ end, openedAt }) =>
    end || !openedAt ? [] : until.getTime() - openedAt.getTime(),
  );
  return {
    count: ages.length,
    medianAgeMs: percentile(ages, 0.5) ?? null,
    oldestAgeMs: percentile(ages, 1) ?? null,
  };
}

function timesOf(all: (number | undefined)[]): Times {
  const times = all.filter((ms) => ms !== undefined);
  return {
    count: times.length,
    medianMs: percentile(times, 0.5) ?? null,
    p90Ms: percentile(times, 0.9) ?? null,
  };
}

function withinTargetOf(within: TicketEvent[]): Share {
  const timed = ofKind(within, 'replied').flatMap(({ value: { workingMs, targetMs } }) =>
    workingMs === null || targetMs === null ? [] : { workingMs, targetMs },
  );
  return shareOf(timed, ({ workingMs, targetMs }) => workingMs <= targetMs);
}

function satisfactionOf(events: TicketEvent[], { since }: Period): Share {
  const ends = Map.groupBy(
    ofKind(events, 'rated'),
    ({ ticket_id, value }) => `${ticket_id} ${value.resolvedAt}`,
  );
  const ratings = ends
    .values()
    .flatMap(([first, ...later]) => {
      if (first === undefined || first.at < since) return [];
      return [(later.at(-1) ?? first).value.rating];
    })
    .toArray();
  return shareOf(ratings, (rating) => rating === 'good');
}

function categoryFigures(
  destination: string,
  histories: History[],
  period: Period,
): CategoryFigures {
  const closed = Object.values(closedOf(histories, period));
  return {
    destination,
    opened: histories.filter(({ isOpened }) => isOpened).length,
    closed: closed.reduce((sum, count) => sum + count, 0),
    stillOpen: stillOpenOf(histories, period).count,
    toFirstReply: timesOf(histories.map(({ firstReply }) => firstReply?.ms)),
    toResolve: timesOf(histories.map(({ resolveMs }) => resolveMs)),
    withinTarget: withinTargetOf(histories.flatMap(({ within }) => within)),
  };
}

function byHour(opened: History[], zone: string): number[] {
  const hours = opened.flatMap(({ openedAt }) =>
    openedAt
      ? Temporal.Instant.fromEpochMilliseconds(openedAt.getTime()).toZonedDateTimeISO(zone).hour
      : [],
  );
  return Array.from({ length: 24 }, (_, hour) => hours.filter((one) => one === hour).length);
}

function agentsFigures(histories: History[]): AgentFigures[] {
  const replies = histories.flatMap(({ within }) => ofKind(within, 'replied'));
  const resolvers = histories.flatMap(({ end, resolveMs }) =>
    resolveMs !== undefined && end?.by ? [end.by] : [],
  );
  const users = new Set([...resolvers, ...replies.flatMap(({ by }) => by ?? [])]);
  return [...users].toSorted().map((user) => {
    const theirs = replies.filter(({ by }) => by === user);
    return {
      user,
      resolved: resolvers.filter((by) => by === user).length,
      replies: theirs.length,
      toFirstReply: timesOf(
        histories.map(({ firstReply }) => (firstReply?.by === user ? firstReply.ms : undefined)),
      ),
      withinTarget: withinTargetOf(theirs),
    };
  });
}

function shareOf<Item>(all: Item[], is: (item: Item) => boolean): Share {
  return { count: all.filter(is).length, of: all.length };
}

function ofKind<Kind extends TicketEvent['kind']>(
  events: readonly TicketEvent[],
  kind: Kind,
): Happened<Kind>[] {
  return events.filter((event): event is Happened<Kind> => event.kind === kind);
}
