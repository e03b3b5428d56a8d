import type { Home } from './homes.ts';
import {
  type Course,
  createMeasureTarget,
  FULL_SPEED,
  type Measurement,
} from './measure-target.ts';
import { seedStore } from './seed-store.ts';
import type { Origin } from './signed-events.ts';
import type { Targets } from './targets.ts';

/** What was measured with one kind of database. */
export type HomeResult = {
  kind: Home['kind'];
  handoff: Measurement;
  bare: Measurement;
  rowAndJob: Measurement;
  /** The bot on a store with few messages, and on one with many. */
  stores: { few: Measurement; many: Measurement } | undefined;
};

/** How long everything takes, and whether the large store is worth its time. */
export type Extent = { seconds: number; idleSeconds: number; withStores: boolean };

/** Measures the bot and what it is compared with, one after the other, in one kind of database. */
export async function measureHome(
  home: Home,
  {
    targets,
    origin,
    extent,
    progress,
  }: { targets: Targets; origin: Origin; extent: Extent; progress: (line: string) => void },
): Promise<HomeResult> {
  const measure = createMeasureTarget({ origin, databasePid: home.pid, progress });
  const { seconds, idleSeconds } = extent;
  const rates = [50, 100, 200].map((perSecond) => ({ kind: 'rate' as const, perSecond }));
  const course: Course = { paces: [...rates, FULL_SPEED], seconds, idleSeconds };
  const withoutRest = { ...course, idleSeconds: 0 };
  progress(`${home.kind}: at rest, then ${course.paces.length} loads of ${seconds} s each`);
  const handoff = await measure(targets.handoff, await home.fresh(), course);
  const bare = await measure(targets.bare, await home.fresh(), withoutRest);
  const rowAndJob = await measure(targets.rowAndJob, await home.fresh(), withoutRest);
  return {
    kind: home.kind,
    handoff,
    bare,
    rowAndJob,
    stores: extent.withStores
      ? { few: await measureStore(1_000), many: await measureStore(1_000_000) }
      : undefined,
  };

  async function measureStore(messages: number): Promise<Measurement> {
    progress(`${home.kind}: a store of ${messages.toLocaleString('en')} messages is filled`);
    const address = await home.fresh();
    await seedStore(address, { messages, ...origin });
    return measure(targets.handoff, address, { paces: [FULL_SPEED], seconds, idleSeconds: 0 });
  }
}
