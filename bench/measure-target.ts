import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseAddress } from '../src/database/open-database.ts';
import { type Pace, sendLoad } from './load.ts';
import { createEventWriter, type EventWriter, type Origin } from './signed-events.ts';
import type { Target } from './targets.ts';
import { createWatch, type Use, type Watch } from './watch.ts';

/** How a target did at one pace. */
export type Phase = Use & {
  pace: Pace;
  sent: number;
  acknowledged: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
};

export type Measurement = {
  /** Nothing but its own upkeep, before the first event. */
  idleCpuPercent: number | undefined;
  phases: Phase[];
  /** All that was sent and acknowledged, the openings of the conversations included. */
  sent: number;
  acknowledged: number;
  /** What its database holds after the process was killed; undefined when it keeps nothing. */
  stored: number | undefined;
};

/** What is done with a target, and for how long. */
export type Course = { paces: Pace[]; seconds: number; idleSeconds: number };

/** Creates what takes a target through a course: start, rest, loads, `kill -9`, count. */
export function createMeasureTarget({
  origin,
  databasePid,
  progress,
}: {
  origin: Origin;
  databasePid: number | undefined;
  progress: (line: string) => void;
}) {
  return async (target: Target, address: DatabaseAddress, course: Course): Promise<Measurement> => {
    const { pid, url, kill } = await target.start(address);
    const watch = createWatch({ pid, databasePid });
    const idleCpuPercent = await rest(watch, course.idleSeconds);
    const writer = createEventWriter(origin);
    // This also warms the target up.
    const opening = await takePhase({ url, watch, load: openingLoad(writer) });
    const phases: Phase[] = [];
    for (const pace of course.paces) {
      const phase = await takePhase({ url, watch, load: replyLoad(writer, pace, course.seconds) });
      progress(describe(target, phase));
      phases.push(phase);
    }
    await kill();
    const stored = await target.stored?.(address);
    return { idleCpuPercent, phases, ...total([opening, ...phases]), stored };
  };
}

export const FULL_SPEED: Pace = { kind: 'full speed' };

/** What the start leaves to do is done by then. */
const SETTLING_MS = 5_000;

async function rest(watch: Watch, idleSeconds: number): Promise<number | undefined> {
  if (idleSeconds === 0) return undefined;
  await sleep(SETTLING_MS);
  const { use } = await watch(() => sleep(idleSeconds * 1_000));
  return use.cpuPercent;
}

type PlannedLoad = Parameters<typeof sendLoad>[1];

function openingLoad(writer: EventWriter): PlannedLoad {
  return { events: writer.openings(), pace: FULL_SPEED, seconds: Number.POSITIVE_INFINITY };
}

/** More than any target takes in but the bare one, which ends before the time does. */
const MOST_PER_SECOND = 3_000;

function replyLoad(writer: EventWriter, pace: Pace, seconds: number): PlannedLoad {
  const perSecond = pace.kind === 'rate' ? pace.perSecond : MOST_PER_SECOND;
  return { events: writer.replies(seconds * perSecond), pace, seconds };
}

async function takePhase({
  url,
  watch,
  load,
}: {
  url: string;
  watch: Watch;
  load: PlannedLoad;
}): Promise<Phase> {
  const { result, use } = await watch(() => sendLoad(url, load));
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
