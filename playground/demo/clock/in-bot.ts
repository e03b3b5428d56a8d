import { z } from 'zod';

/*
 * Loaded into the bot's process before all else, so that the demo can move its time: the bot itself knows
 * nothing of it. What looks at the time each minute or more rarely looks at once when it has moved. The
 * embedded database, which runs in this process, takes its time from here, too.
 */

const Ahead = z.coerce.number().catch(0);
const Moved = z.object({ aheadMs: z.number() });
const LONG_MS = 60_000;

const RealDate = Date;
const looks = new Map<unknown, () => void>();
// biome-ignore lint/style/noProcessEnv: a process that is started again goes on with the time that it had.
let aheadMs = Ahead.parse(process.env.DEMO_CLOCK_AHEAD_MS);

const now = () => RealDate.now() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

globalThis.setInterval = new Proxy(setInterval, {
  apply(target, self, given) {
    const timer: unknown = Reflect.apply(target, self, given);
    const [look, ms]: unknown[] = given;
    if (typeof look === 'function' && Number(ms) >= LONG_MS) looks.set(timer, () => look());
    return timer;
  },
});

globalThis.clearInterval = new Proxy(clearInterval, {
  apply(target, self, given) {
    looks.delete(given[0]);
    return Reflect.apply(target, self, given);
  },
});

process.on('message', (message) => {
  const moved = Moved.safeParse(message);
  if (!moved.success) return;
  aheadMs = moved.data.aheadMs;
  for (const look of looks.values()) look();
  process.send?.(moved.data);
});
// However the demo ends, its bot does not outlive it.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Waiting for the next one keeps nobody from ending.
process.channel?.unref();
