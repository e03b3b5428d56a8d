import type { Databases } from './databases.ts';
import {
  createMeasureTarget,
  FULL_SPEED,
  type LoadPlan,
  type Measurement,
} from './measure-target.ts';
import { seedStore } from './seed-store.ts';
import type { Origin } from './signed-events.ts';
import type { Targets } from './targets.ts';

/** What was measured with one kind of database. */
export type DatabaseResult = {
  kind: Databases['kind'];
  handoff: Measurement;
  bare: Measurement;
  rowAndJob: Measurement;
  /** The bot on a store with few messages, and on one with many. */
  stores: { few: Measurement; many: Measurement } | undefined;
};

/** How long each measurement takes, and whether the large store is measured. */
export type RunOptions = { seconds: number; idleSeconds: number; withStores: boolean };

/** Measures the bot and the programs that it is compared with, one after the other, with one kind of database. */
export async function measureDatabase(
  databases: Databases,
  {
    targets,
    origin,
    options,
    progress,
  }: { targets: Targets; origin: Origin; options: RunOptions; progress: (line: string) => void },
): Promise<DatabaseResult> {
  const measure = createMeasureTarget({ origin, databasePid: databases.pid, progress });
  const { seconds, idleSeconds } = options;
  const rates = [50, 100, 200].map((perSecond) => ({ kind: 'rate' as const, perSecond }));
  const plan: LoadPlan = { paces: [...rates, FULL_SPEED], seconds, idleSeconds };
  const withoutIdle = { ...plan, idleSeconds: 0 };
  progress(`${databases.kind}: idle, then ${plan.paces.length} loads of ${seconds} s each`);
  const handoff = await measure(targets.handoff, await databases.create(), plan);
  const bare = await measure(targets.bare, await databases.create(), withoutIdle);
  const rowAndJob = await measure(targets.rowAndJob, await databases.create(), withoutIdle);
  return {
    kind: databases.kind,
    handoff,
    bare,
    rowAndJob,
    stores: options.withStores
      ? { few: await measureStore(1_000), many: await measureStore(1_000_000) }
      : undefined,
  };

  async function measureStore(messages: number): Promise<Measurement> {
    progress(`${databases.kind}: a store of ${messages.toLocaleString('en')} messages is filled`);
    const address = await databases.create();
    await seedStore(address, { messages, ...origin });
    return measure(targets.handoff, address, { paces: [FULL_SPEED], seconds, idleSeconds: 0 });
  }
}
