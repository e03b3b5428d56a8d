import { goalsOf, phaseAt } from './goals.ts';
import type { Pace } from './load.ts';
import type { DatabaseResult } from './measure-database.ts';
import type { Measurement, Phase } from './measure-target.ts';
import { table } from './table.ts';

/** Reports what was measured with one kind of database: every figure, the bot's ratios, and the goals. */
export function report(result: DatabaseResult): string {
  const title = result.kind === 'embedded' ? 'Embedded (PGlite)' : 'PostgreSQL';
  return [`## ${title}`, figures(result), ratios(result), goals(result)].join('\n\n');
}

function figures({ handoff, bare, rowAndJob, stores }: DatabaseResult): string {
  const measured: [string, Measurement][] = [
    ['Handoff', handoff],
    ['bare Bolt', bare],
    ['row and job', rowAndJob],
  ];
  if (stores) {
    measured.push(['Handoff, 1,000 stored', stores.few]);
    measured.push(['Handoff, 1,000,000 stored', stores.many]);
  }
  return table(
    [
      '',
      'events',
      'acknowledged/s',
      'p50 ms',
      'p99 ms',
      'errors',
      'CPU',
      'database CPU',
      'memory MB',
    ],
    measured.flatMap(([name, { phases }]) => phases.map((phase) => figuresOf(name, phase))),
  );
}

function figuresOf(name: string, phase: Phase): string[] {
  const { pace, sent, acknowledged, perSecond, p50Ms, p99Ms } = phase;
  const { cpuPercent, databaseCpuPercent, memoryMb } = phase;
  return [
    name,
    nameOf(pace),
    perSecond.toFixed(0),
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
    String(sent - acknowledged),
    percent(cpuPercent),
    percent(databaseCpuPercent),
    memoryMb?.toFixed(0) ?? '–',
  ];
}

function ratios({ handoff, bare, rowAndJob }: DatabaseResult): string {
  const others: [string, Measurement][] = [
    ['Handoff ÷ bare Bolt', bare],
    ['Handoff ÷ row and job', rowAndJob],
  ];
  return table(
    ['', 'events', 'acknowledged/s', 'p50', 'p99', 'CPU', 'memory'],
    others.flatMap(([name, other]) =>
      handoff.phases.map((phase) => [name, nameOf(phase.pace), ...ratiosOf(phase, other)]),
    ),
  );
}

function ratiosOf(one: Phase, measurement: Measurement): string[] {
  const other = phaseAt(measurement, one.pace.kind === 'rate' ? one.pace.perSecond : undefined);
  return [
    ratio(one.perSecond, other?.perSecond),
    ratio(one.p50Ms, other?.p50Ms),
    ratio(one.p99Ms, other?.p99Ms),
    ratio(one.cpuPercent, other?.cpuPercent),
    ratio(one.memoryMb, other?.memoryMb),
  ];
}

function goals(result: DatabaseResult): string {
  return table(
    ['goal', 'measured', ''],
    goalsOf(result).map(({ goal, measured, isReached }) => [
      goal,
      measured,
      isReached ? 'reached' : 'MISSED',
    ]),
  );
}

function nameOf(pace: Pace): string {
  return pace.kind === 'rate' ? `${pace.perSecond}/s` : pace.kind;
}

function percent(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(1)}%`;
}

function ratio(one: number | undefined, other: number | undefined): string {
  return one === undefined || !other ? '–' : (one / other).toFixed(2);
}
