import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AdoptThread,
  FollowChange,
  FollowUp,
  GreetCustomer,
} from '../../src/conversations/conversation.ts';
import { ReportFailedJob } from '../../src/jobs/failed-jobs.ts';
import type { JobKind } from '../../src/jobs/job-kind.ts';
import { DeliverMessage, RedirectMessage, UpdateMessage } from '../../src/outbox/outbox-message.ts';
import { defaultPauses } from '../../src/pauses.ts';
import { RouteTicket, TriageTicket } from '../../src/tickets/ticket.ts';
import { LateSummary } from '../../src/triage/late-summary.ts';

const HOUR_SECONDS = 60 * 60;

/** How long a job is tried before it has failed for good: nearly all pauses are the longest. */
function hoursOf({ retryLimit, longestPauseSeconds }: JobKind): number {
  const pause = longestPauseSeconds ?? defaultPauses.longestJobRetryMs / 1_000;
  return (retryLimit * pause) / HOUR_SECONDS;
}

const hours: [JobKind, number][] = [
  [TriageTicket, 24],
  [AdoptThread, 24],
  [DeliverMessage, 6 * 24],
  [UpdateMessage, 6 * 24],
  [RedirectMessage, 6 * 24],
  [LateSummary, 24],
  [ReportFailedJob, 8],
];

for (const [kind, least] of hours) {
  test(`${kind.name} outlives an outage of ${least} hours`, () => {
    assert.ok(hoursOf(kind) >= least, `${hoursOf(kind)} hours`);
  });
}

test('a model that is down is asked for a late summary soon, then at most hourly, and 50 times at most', () => {
  const { retryLimit, longestPauseSeconds = 0 } = LateSummary;
  const firstSeconds = defaultPauses.jobRetryMs / 1_000;

  // A pause is at least half of twice the one before.
  const shortest = Array.from({ length: retryLimit }, (_, retries) =>
    Math.min(firstSeconds * 2 ** (retries - 1), longestPauseSeconds),
  );

  assert.ok(retryLimit <= 50);
  assert.equal(longestPauseSeconds, HOUR_SECONDS);
  assert.ok(
    shortest.reduce((sum, pause) => sum + pause) > 24 * HOUR_SECONDS,
    'it would be reported as failed before it is given up',
  );
});

test('what shows a fault of the bot’s own is reported within minutes', () => {
  for (const kind of [GreetCustomer, FollowUp, FollowChange, RouteTicket]) {
    assert.ok(hoursOf(kind) > 0.1 && hoursOf(kind) < 1, `${kind.name}: ${hoursOf(kind)} hours`);
  }
});

test('what concerns one conversation keeps its order, and another does not wait for it', () => {
  const of = (conversationId: string, ts: string) => ({ conversationId, ts, revision: ts });

  for (const kind of [GreetCustomer, FollowUp, FollowChange]) {
    assert.equal(kind.key?.(of('c1', '1')), kind.key?.(of('c1', '2')), kind.name);
    assert.notEqual(kind.key?.(of('c1', '1')), kind.key?.(of('c2', '1')), kind.name);
  }
});

test('posts and updates keep their order in a channel, moves that of their ticket, replies that of their thread', () => {
  const post = { id: 1, team: 'T1', channel: 'C1' };
  const moved = { ticketId: 't1', destination: 'sale' };
  const thread = { team: 'T1', channel: 'C1', root: '1.000000' };

  for (const kind of [DeliverMessage, UpdateMessage]) {
    assert.equal(kind.key?.(post), kind.key?.({ ...post, id: 2 }));
    assert.notEqual(kind.key?.(post), kind.key?.({ ...post, channel: 'C2' }));
  }
  assert.equal(RouteTicket.key?.(moved), RouteTicket.key?.({ ...moved, destination: 'billing' }));
  assert.notEqual(RouteTicket.key?.(moved), RouteTicket.key?.({ ...moved, ticketId: 't2' }));
  assert.notEqual(AdoptThread.key?.(thread), AdoptThread.key?.({ ...thread, root: '2.000000' }));
});

test('jobs that keep an order have a key, and only they', () => {
  const ordered = [
    DeliverMessage,
    UpdateMessage,
    RouteTicket,
    GreetCustomer,
    FollowUp,
    FollowChange,
    AdoptThread,
  ];
  const unordered = [TriageTicket, LateSummary, RedirectMessage, ReportFailedJob];

  assert.ok(ordered.every(({ key }) => key !== undefined));
  assert.ok(unordered.every(({ key }) => key === undefined));
});
