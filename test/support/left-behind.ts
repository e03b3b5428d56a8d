import { AsyncResource } from 'node:async_hooks';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

/** Hooks that are added inside a test or a hook would run when that ends: these are the file's. */
const afterFile = AsyncResource.bind(after);

/**
 * Runs a check after the tests of the file and after what they have cleaned up. The process ends
 * soon after one that fails, since what was left behind may keep it alive.
 */
export function afterAll(check: () => Promise<void>): void {
  afterFile(() =>
    afterFile(async () => {
      try {
        await check();
      } catch (error) {
        setTimeout(() => process.exit(1), 1_000).unref();
        throw new Error(`${process.argv[1]} did not clean up`, { cause: error });
      }
    }),
  );
}

/**
 * What is still there after four seconds. Closing takes a moment, and Bolt keeps a timer of three
 * seconds for each request that it was not let acknowledge.
 */
export async function leftBehind(look: () => Promise<string[]> | string[]): Promise<string[]> {
  for (const giveUpAt = Date.now() + 4_000; ; await sleep(20)) {
    const left = await look();
    if (left.length === 0 || Date.now() > giveUpAt) return left;
  }
}

/** Fails the file if servers, sockets, timers or processes of its bots outlive its tests. */
export function expectNothingLeft(): void {
  afterAll(async () => {
    const left = await leftBehind(() => process.getActiveResourcesInfo().filter(isOfABot));
    if (left.length > 0) throw new Error(`Left open: ${left.join(', ')}`);
  });
}

/** The test runner itself talks through pipes. */
function isOfABot(resource: string): boolean {
  return /^(TCP|UDP|TLS|Timeout|Process|Message|Worker|FSEvent)/.test(resource);
}
