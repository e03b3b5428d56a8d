import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Hours } from '../../src/desk/hours.ts';
import { createWorkingTime } from '../../src/desk/working-time.ts';
import { dueOf, stageOf } from '../../src/waiting/due.ts';
import { createRememberedTime } from '../../src/waiting/remembered-time.ts';

const HOUR_MS = 60 * 60_000;
const targets = { firstReply: HOUR_MS, nextReply: 4 * HOUR_MS };

/** A desk whose billing has the desk's targets, triage too, and whose sales have none. */
function deskIn(zone: string, hours: Parameters<typeof Hours.parse>[0] = {}) {
  return {
    workingTime: createWorkingTime({ ...Hours.parse(hours), zone }),
    targetsOf: (destination: string | null) => (destination === 'sale' ? undefined : targets),
  };
}

const waiting = {
  status: 'routed' as const,
  destination: 'billing',
  answered_at: null,
  turn_since: new Date('2026-11-26T10:00:00Z'),
  first_answered_at: null,
  snoozed_until: null,
};

type Case = [title: string, ticket: Partial<Parameters<typeof dueOf>[0]>, soon: string, at: string];

const answered = new Date('2026-11-26T09:00:00Z');
const cases: [zone: string, Case[]][] = [
  [
    'Europe/Berlin',
    [
      ['a first answer', {}, '2026-11-26T10:30:00Z', '2026-11-26T11:00:00Z'],
      [
        'a later answer, over the night',
        { first_answered_at: answered, turn_since: new Date('2026-11-26T14:00:00Z') },
        '2026-11-26T16:00:00Z',
        '2026-11-27T10:00:00Z',
      ],
      [
        'what comes on a Friday evening',
        { turn_since: new Date('2026-11-27T18:00:00Z') },
        '2026-11-30T08:30:00Z',
        '2026-11-30T09:00:00Z',
      ],
      [
        'what comes on the Friday before the clocks are put forward',
        { first_answered_at: answered, turn_since: new Date('2026-03-27T15:00:00Z') },
        '2026-03-30T08:00:00Z',
        '2026-03-30T10:00:00Z',
      ],
      ['triage', { destination: 'triage' }, '2026-11-26T10:30:00Z', '2026-11-26T11:00:00Z'],
      [
        'what is snoozed past its target',
        { snoozed_until: new Date('2026-11-27T08:00:00Z') },
        '2026-11-27T08:00:00Z',
        '2026-11-27T08:00:00Z',
      ],
      [
        'what was snoozed for a moment',
        { snoozed_until: new Date('2026-11-26T10:10:00Z') },
        '2026-11-26T10:10:00Z',
        '2026-11-26T11:00:00Z',
      ],
    ],
  ],
  [
    'America/New_York',
    [
      ['a first answer before the hours', {}, '2026-11-26T14:30:00Z', '2026-11-26T15:00:00Z'],
      [
        'what comes on the Friday before the clocks are put back',
        { first_answered_at: answered, turn_since: new Date('2026-10-30T20:00:00Z') },
        '2026-11-02T15:00:00Z',
        '2026-11-02T17:00:00Z',
      ],
    ],
  ],
  ['Asia/Kolkata', [['a first answer', {}, '2026-11-26T10:30:00Z', '2026-11-26T11:00:00Z']]],
];

for (const [zone, ofZone] of cases) {
  for (const [title, ticket, soon, at] of ofZone) {
    test(`in ${zone} it is known when this is due: ${title}`, () => {
      const due = dueOf({ ...waiting, ...ticket }, deskIn(zone));

      assert.deepEqual([due?.soonAt, due?.at], [new Date(soon), new Date(at)]);
    });
  }
}

test('nothing is due on a holiday', () => {
  const due = dueOf(waiting, deskIn('Europe/Berlin', { holidays: ['2026-11-26'] }));

  assert.deepEqual(due?.at, new Date('2026-11-27T09:00:00Z'));
});

for (const [title, ticket] of [
  ['is answered', { answered_at: answered }],
  ['is resolved', { status: 'resolved' as const }],
  ['is under triage', { status: 'triaging' as const }],
  ['has no target', { destination: 'sale' }],
] as const) {
  test(`nothing is due of a ticket that ${title}`, () => {
    assert.equal(dueOf({ ...waiting, ...ticket }, deskIn('Europe/Berlin')), undefined);
  });
}

const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata');
const moments = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2027-12-31T00:00:00Z'),
  noInvalidDate: true,
});

test('agents are told first that it is due soon, then that it is overdue, and never during a snooze', () => {
  fc.assert(
    fc.property(zones, moments, fc.option(moments), moments, (zone, since, snoozed, now) => {
      const ticket = { ...waiting, turn_since: since, snoozed_until: snoozed };
      const due = dueOf(ticket, deskIn(zone));

      assert.ok(due && due.soonAt <= due.at);
      if (snoozed && now < snoozed) assert.equal(stageOf(due, now), undefined);
      if (now >= due.at) assert.equal(stageOf(due, now), 'overdue');
    }),
    { numRuns: 200 },
  );
});

test('half of a target is half of its working time', () => {
  fc.assert(
    fc.property(zones, moments, (zone, since) => {
      const desk = deskIn(zone);
      const due = dueOf({ ...waiting, turn_since: since }, desk);

      assert.ok(due);
      assert.equal(desk.workingTime.between(since, due.soonAt), HOUR_MS / 2);
      assert.equal(desk.workingTime.between(since, due.at), HOUR_MS);
    }),
    { numRuns: 200 },
  );
});

test('what a look counted is not counted again in the next one, and forgotten after it', () => {
  let counted = 0;
  const { workingTime } = deskIn('Europe/Berlin');
  const counting = {
    ...workingTime,
    after(at: Date, ms: number) {
      counted += 1;
      return workingTime.after(at, ms);
    },
  };
  const remember = createRememberedTime();
  const look = (minutes: readonly number[]) => {
    const { after } = remember(counting);
    return minutes.map((minute) => after(new Date(minute * 60_000), HOUR_MS).getTime());
  };

  const first = look([1, 2, 2]);
  const second = look([1, 2, 2]);
  const countedSo = counted;
  look([2]);
  look([1]);

  assert.deepEqual(second, first);
  assert.equal(countedSo, 2);
  assert.equal(counted, 3);
});
