import { test } from 'node:test';
import { startBot } from './start-bot.ts';

// What `left-behind.test.ts` runs as a file of tests: its bot is never stopped.

await startBot();

test('all is well', () => {});
