import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseAddress } from '../src/database/open-database.ts';
import { type Pace, sendLoad } from './load.ts';
import { createMeasureUse, type MeasureUse, type Use } from './measure-use.ts';
import { createEventWriter, type EventWriter, type Origin } from './signed-events.ts';
import type { Target } from './targets.ts';

/** The result of a target at one pace. */
export type Phase = Use & {
  pace: Pace;
  sent: number;
  acknowledged: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
};

export type Measurement = {
  /** Measured before the first event, while the target does only its own maintenance. */
  idleCpuPercent: number | undefined;
  phases: Phase[];
  /** All events that were sent and acknowledged, those that open the conversations included. */
  sent: number;
  acknowledged: number;
  /** How many events its database has after the process was killed; undefined when it has no database. */
  stored: number | undefined;
};

/** The loads of a target, and for how long each lasts. */
export type LoadPlan = { paces: Pace[]; seconds: number; idleSeconds: number };

/** Creates the measurement of a target: start, idle, loads, `kill -9`, count. */
export function createMeasureTarget({
  origin,
  databasePid,
  progress,
}: {
  origin: Origin;
  databasePid: number | undefined;
  progress: (line: string) => void;
}) {
  return async (target: Target, address: DatabaseAddress, plan: LoadPlan): Promise<Measurement> => {
    const { pid, url, kill } = await target.start(address);
    const measureUse = createMeasureUse({ pid, databasePid });
    const idleCpuPercent = await measureIdle(measureUse, plan.idleSeconds);
    const writer = createEventWriter(origin);
    // This also warms the target up.
    const opening = await runPhase({ url, measureUse, load: openingLoad(writer) });
    const phases: Phase[] = [];
    for (const pace of plan.paces) {
      const phase = await runPhase({
        url,
        measureUse,
        load: replyLoad(writer, pace, plan.seconds),
      });
      progress(describe(target, phase));
      phases.push(phase);
    }
    await kill();
    const stored = await target.stored?.(address);
    return { idleCpuPercent, phases, ...total([opening, ...phases]), stored };
  };
}

export const FULL_SPEED: Pace = { kind: 'full speed' };

/** The bot has finished the work of its start by then. */
const SETTLING_MS = 5_000;

async function measureIdle(
  measureUse: MeasureUse,
  idleSeconds: number,
): Promise<number | undefined> {
  if (idleSeconds === 0) return undefined;
  await sleep(SETTLING_MS);
  const { use } = await measureUse(() => sleep(idleSeconds * 1_000));
  return use.cpuPercent;
}

type PlannedLoad = Parameters<typeof sendLoad>[1];

function openingLoad(writer: EventWriter): PlannedLoad {
  return { events: writer.openings(), pace: FULL_SPEED, seconds: Number.POSITIVE_INFINITY };
}

/** More than any target receives, except bare Bolt, which runs out of events before the time ends. */
const MOST_PER_SECOND = 3_000;

function replyLoad(writer: EventWriter, pace: Pace, seconds: number): PlannedLoad {
  const perSecond = pace.kind === 'rate' ? pace.perSecond : MOST_PER_SECOND;
  return { events: writer.replies(seconds * perSecond), pace, seconds };
}

async function runPhase({
  url,
  measureUse,
  load,
}: {
  url: string;
  measureUse: MeasureUse;
  load: PlannedLoad;
}): Promise<Phase> {
  const { result, use } = await measureUse(() => sendLoad(url, load));
  const { sent, seconds, latenciesMs } = result;
  const sorted = latenciesMs.toSorted((one, other) => one - other);
  const percentile = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return {
    pace: load.pace,
    sent,
    acknowledged: sorted.length,
    perSecond: sorted.length / seconds,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    ...use,
  };
}

function total(phases: Phase[]) {
  return {
    sent: phases.reduce((sum, { sent }) => sum + sent, 0),
    acknowledged: phases.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
  };
}

function describe({ name }: Target, { pace, perSecond, p99Ms }: Phase): string {
  const at = pace.kind === 'rate' ? `${pace.perSecond}/s` : pace.kind;
  return `${name} at ${at}: ${perSecond.toFixed(0)}/s acknowledged, p99 ${p99Ms.toFixed(0)} ms`;
}
