import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WEEKDAYS } from '../../src/desk/hours.ts';
import { percentile } from '../../src/reports/percentile.ts';
import { dueWeek, PeriodInvalid, periodOf, weekBefore, weekOf } from '../../src/reports/period.ts';

const HOUR_MS = 3_600_000;

test('a week has as many hours as the zone’s clocks give it', () => {
  const hours = (day: string, zone: string) => {
    const { since, until } = weekOf(day, zone);
    return (until.getTime() - since.getTime()) / HOUR_MS;
  };

  assert.equal(hours('2026-03-29', 'Europe/Berlin'), 167);
  assert.equal(hours('2026-10-19', 'Europe/Berlin'), 169);
  assert.equal(hours('2026-10-05', 'Australia/Lord_Howe'), 168);
  assert.equal(hours('2026-10-04', 'Australia/Lord_Howe'), 167.5);
  assert.equal(hours('2026-03-29', 'Asia/Dubai'), 168);
});

test('a week begins at its Monday’s midnight in the zone, and the weeks leave no gap', () => {
  const days = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Apia',
  );

  fc.assert(
    fc.property(days, zones, (at, zone) => {
      const week = weekBefore(at, { weeks: 0, zone });
      const before = weekBefore(at, { weeks: 1, zone });
      const shown = new Intl.DateTimeFormat('en', {
        timeZone: zone,
        weekday: 'long',
        hour: 'numeric',
        hourCycle: 'h23',
      });

      assert.ok(week.since <= at && week.until <= at);
      assert.deepEqual(before.until, week.since);
      assert.match(shown.format(week.since), /Monday.*00/);
    }),
  );
});

test('at any moment one week is due: the last whole one when its report was due last', () => {
  const moments = fc.date({
    min: new Date('2024-01-01'),
    max: new Date('2028-01-01'),
    noInvalidDate: true,
  });

  fc.assert(
    fc.property(moments, fc.constantFrom(...WEEKDAYS), fc.nat(1439), (at, day, minutes) => {
      const zone = 'Europe/Berlin';
      const week = dueWeek(at, { day, minutes }, zone);
      const next = dueWeek(new Date(at.getTime() + 7 * 24 * HOUR_MS), { day, minutes }, zone);

      assert.ok(week.until <= at);
      assert.ok(at.getTime() - week.until.getTime() < 14 * 24 * HOUR_MS + HOUR_MS);
      assert.ok(week.to < next.from || week.from === next.from);
    }),
  );
  const monday = { day: 'monday', minutes: 9 * 60 } as const;
  const dueAt = (at: string) => dueWeek(new Date(at), monday, 'Europe/Berlin').from;
  assert.equal(dueAt('2026-03-30T06:59:59Z'), '2026-03-16');
  assert.equal(dueAt('2026-03-30T07:00:00Z'), '2026-03-23');
  assert.equal(dueAt('2026-04-06T06:59:59Z'), '2026-03-23');
});

test('a period is asked for by its days, and what names none is refused with what to write', () => {
  const now = new Date('2026-11-27T12:00:00Z');
  const of = (asked: Parameters<typeof periodOf>[0]) => periodOf(asked, { zone: 'UTC', now });

  assert.deepEqual(of({}), weekOf('2026-11-18', 'UTC'));
  assert.deepEqual(of({ week: '2026-11-25' }), { ...weekOf('2026-11-25', 'UTC'), until: now });
  assert.deepEqual(of({ since: '2026-11-01', until: '2026-11-01' }), {
    from: '2026-11-01',
    to: '2026-11-01',
    since: new Date('2026-11-01'),
    until: new Date('2026-11-02'),
  });
  assert.deepEqual(of({ since: '2026-11-20' }).until, now);
  for (const asked of [
    { week: '2026-02-30' },
    { week: '2026-11-16', since: '2026-11-16' },
    { until: '2026-11-16' },
    { since: '2026-11-16', until: '2026-11-15' },
    { since: '2026-12-01' },
    { since: '1.11.2026' },
  ]) {
    assert.throws(() => of(asked), PeriodInvalid);
  }
});

test('a percentile is between the two values around it, and the median is the middle', () => {
  const values = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 50 });

  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const found = percentile(all, share) ?? assert.fail('no value');
      const most = all.filter((value) => value <= found).length;
      const least = all.filter((value) => value >= found).length;

      assert.ok(most >= Math.floor(share * (all.length - 1)) + 1 - 1e-6 || all.includes(found));
      assert.ok(least >= Math.floor((1 - share) * (all.length - 1)) - 1e-6);
      assert.equal(percentile(all.toReversed(), share), found);
      assert.ok(found >= Math.min(...all) && found <= Math.max(...all));
    }),
  );
  assert.equal(percentile([], 0.5), undefined);
  assert.equal(percentile([4, 1, 3, 2], 0.5), 2.5);
  assert.equal(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9), 10);
});
