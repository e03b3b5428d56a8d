import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeHours } from '../../src/desk/describe-hours.ts';
import { Hours } from '../../src/desk/hours.ts';
import { createWorkingTime } from '../../src/desk/working-time.ts';

const HOUR_MS = 60 * 60_000;

function workingTime(hours: Parameters<typeof Hours.parse>[0], zone: string) {
  return createWorkingTime({ ...Hours.parse(hours), zone });
}

const berlin = workingTime({ holidays: ['2026-12-25'] }, 'Europe/Berlin');

const back: [string, string | undefined][] = [
  // A Thursday, at 9, in the afternoon, and at the end.
  ['2026-11-26T08:00:00Z', undefined],
  ['2026-11-26T15:59:59Z', undefined],
  ['2026-11-26T16:00:00Z', '2026-11-27T08:00:00.000Z'],
  ['2026-11-26T07:00:00Z', '2026-11-26T08:00:00.000Z'],
  // A Friday evening; the Thursday before Christmas; summer time, an hour earlier in UTC.
  ['2026-11-27T16:30:00Z', '2026-11-30T08:00:00.000Z'],
  ['2026-12-24T17:00:00Z', '2026-12-28T08:00:00.000Z'],
  ['2026-06-30T22:00:00Z', '2026-07-01T07:00:00.000Z'],
];

for (const [at, expected] of back) {
  test(`after ${at} somebody is there ${expected ?? 'already'}`, () => {
    assert.equal(berlin.backAt(new Date(at))?.toISOString(), expected);
  });
}

test('what is due in working time waits over nights, weekends and holidays', () => {
  const after = (at: string, hours: number) =>
    berlin.after(new Date(at), hours * HOUR_MS).toISOString();

  assert.equal(after('2026-11-26T08:00:00Z', 4), '2026-11-26T12:00:00.000Z');
  assert.equal(after('2026-11-27T15:00:00Z', 2), '2026-11-30T09:00:00.000Z');
  assert.equal(after('2026-12-24T15:30:00Z', 1), '2026-12-28T08:30:00.000Z');
  assert.equal(after('2026-11-28T12:00:00Z', 8), '2026-11-30T16:00:00.000Z');
});

test('the clocks are put forward and back within an open night', () => {
  const nights = workingTime({ week: { sunday: '0:00-6:00' } }, 'Europe/Berlin');
  const open = (day: string) =>
    nights.between(new Date(`${day}T00:00:00+01:00`), new Date(`${day}T12:00:00Z`)) / HOUR_MS;

  assert.equal(open('2026-03-29'), 5);
  assert.equal(open('2026-11-22'), 6);
  assert.equal(
    nights.between(new Date('2026-10-24T22:00:00Z'), new Date('2026-10-25T12:00:00Z')) / HOUR_MS,
    7,
  );
});

test('a range that the clocks leave out has no time, and a day may begin at one', () => {
  const gap = workingTime({ week: { sunday: '2:00-3:00' } }, 'Europe/Berlin');
  const beirut = workingTime({ week: { sunday: '0:00-2:00' } }, 'Asia/Beirut');

  assert.equal(
    gap.backAt(new Date('2026-03-28T12:00:00Z'))?.toISOString(),
    '2026-04-05T00:00:00.000Z',
  );
  assert.equal(
    beirut.backAt(new Date('2026-03-28T12:00:00Z'))?.toISOString(),
    '2026-03-28T22:00:00.000Z',
  );
});

for (const [zone, inUtc] of [
  ['Pacific/Auckland', '2026-11-25T20:00:00.000Z'],
  ['America/New_York', '2026-11-26T14:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-26T03:30:00.000Z'],
] as const) {
  test(`a day begins at 9 where the team is: ${zone}`, () => {
    const { backAt } = workingTime({}, zone);

    assert.equal(backAt(new Date(Date.parse(inUtc) - 1))?.toISOString(), inUtc);
  });
}

test('what is due after some working time has that much working time before it', () => {
  const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
  const range = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 24 }))
    .map(([from, length]) => `${from}:30-${Math.min(24, from + length)}:00`)
    .filter((text) => Hours.safeParse({ week: { monday: text } }).success);
  const moment = fc.date({
    min: new Date('2024-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      range,
      range,
      moment,
      fc.integer({ min: 1, max: 100 * HOUR_MS }),
      (zone, sunday, wednesday, at, ms) => {
        const { after, between, backAt } = workingTime({ week: { sunday, wednesday } }, zone);
        const due = after(at, ms);

        assert.equal(between(at, due), ms);
        assert.equal(backAt(new Date(due.getTime() - 1)), undefined);
      },
    ),
    { numRuns: 1_000 },
  );
});

const refused: [unknown, RegExp][] = [
  [{ zone: 'Berlin' }, /time zone by its name/],
  [{ week: { monday: '17:00-9:00' } }, /write hours as 9:00-17:00/],
  [{ week: { monday: '9-17' } }, /write hours as 9:00-17:00/],
  [{ week: { monday: '9:00-24:30' } }, /write hours as 9:00-17:00/],
  [{ week: { monday: 9 } }, /./],
  [{ week: { monday: ['9:00-12:00', '11:00-13:00'] } }, /overlap/],
  [{ week: { mon: '9:00-17:00' } }, /mon/],
  [{ week: { monday: [] } }, /hours on one day/],
  [{ holidays: ['25.12.2026'] }, /as 2026-12-25/],
  [{ holidays: ['2026-02-30'] }, /as 2026-12-25/],
];

for (const [hours, problem] of refused) {
  test(`hours of ${JSON.stringify(hours)} are refused with what to write`, () => {
    const { error } = Hours.safeParse(hours);

    assert.match(error?.message ?? '', problem);
  });
}

test('the log says the hours in one line', () => {
  const said = (hours: Parameters<typeof Hours.parse>[0]) => describeHours(Hours.parse(hours));

  assert.equal(said({}), 'monday to friday 9:00-17:00');
  assert.equal(
    said({ week: { monday: ['13:00-15:05', '9:00-12:00'], wednesday: '0:00-24:00' } }),
    'monday 9:00-12:00 and 13:00-15:05, wednesday 0:00-24:00',
  );
});

test('what is put off to the next day or week begins with the team’s hours there, over holidays', () => {
  const opens = (at: string, when: 'next-day' | 'next-week') =>
    berlin.opensOn(new Date(at), when).toISOString();

  assert.equal(opens('2026-11-26T23:30:00Z', 'next-day'), '2026-11-30T08:00:00.000Z');
  assert.equal(opens('2026-12-24T10:00:00Z', 'next-day'), '2026-12-28T08:00:00.000Z');
  assert.equal(opens('2026-03-27T10:00:00Z', 'next-week'), '2026-03-30T07:00:00.000Z');
  assert.equal(opens('2026-11-30T08:00:00Z', 'next-week'), '2026-12-07T08:00:00.000Z');
});
