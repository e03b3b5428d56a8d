import type { DatabaseResult } from './measure-database.ts';
import type { Measurement, Phase } from './measure-target.ts';

/** A goal of the intake, and what was measured. */
export type Goal = { goal: string; measured: string; isReached: boolean };

const MAX_IDLE_PERCENT = { embedded: 6, postgres: 2 };

/** Compares what was measured with one kind of database with the goals. */
export function goalsOf({ kind, handoff, rowAndJob, stores }: DatabaseResult): Goal[] {
  const hundred = phaseAt(handoff, 100);
  const rate = hundred?.perSecond ?? 0;
  const errors = hundred && hundred.sent - hundred.acknowledged;
  const p99Ms = hundred?.p99Ms ?? Number.POSITIVE_INFINITY;
  const share = fullSpeed(handoff) / fullSpeed(rowAndJob);
  const idle = handoff.idleCpuPercent;
  const maxIdle = MAX_IDLE_PERCENT[kind];
  return [
    goal('sustained: 100 events/s', `${rate.toFixed(1)}/s`, rate >= 99 && errors === 0),
    committed(handoff),
    goal('p99 under 250 ms at 100/s', `${p99Ms.toFixed(0)} ms`, p99Ms < 250),
    goal('full speed: half of “row and job”', `${share.toFixed(2)} of it`, share >= 0.5),
    goal(
      `idle under ${maxIdle}% of a core`,
      idle === undefined ? 'unknown' : `${idle.toFixed(1)}%`,
      idle !== undefined && idle < maxIdle,
    ),
    ...(stores ? [slowdown(stores)] : []),
  ];
}

/** The phase at a rate, or at full speed when none is given. */
export function phaseAt({ phases }: Measurement, perSecond?: number): Phase | undefined {
  return phases.find(({ pace }) =>
    pace.kind === 'rate' ? pace.perSecond === perSecond : perSecond === undefined,
  );
}

function fullSpeed(measurement: Measurement): number {
  return phaseAt(measurement)?.perSecond ?? 0;
}

function goal(goal: string, measured: string, isReached: boolean): Goal {
  return { goal, measured, isReached };
}

/** Acknowledged events must be stored; others may be. */
function committed({ stored = 0, acknowledged, sent }: Measurement): Goal {
  const isReached = stored >= acknowledged && stored <= sent;
  return goal('acknowledged = stored after kill -9', `${acknowledged} = ${stored}`, isReached);
}

function slowdown({ few, many }: { few: Measurement; many: Measurement }): Goal {
  const times = fullSpeed(few) / fullSpeed(many);
  return goal(
    'slower by a million messages: 1.5 times at most',
    `${times.toFixed(2)} times`,
    times <= 1.5,
  );
}
