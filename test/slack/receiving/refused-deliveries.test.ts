import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRefusedDeliveries } from '../../../src/slack/receiving/refused-deliveries.ts';

const MINUTE_MS = 60_000;

function openAccount() {
  const logged: object[] = [];
  const words: string[] = [];
  const planned: Promise<Date>[] = [];
  const state = { now: 0, lastMessageAt: 0, fails: false };
  const refused = createRefusedDeliveries({
    now: () => state.now,
    warn(about, message) {
      logged.push(about);
      words.push(message);
    },
    async lastMessageAt() {
      if (state.fails) throw new Error('The database is down.');
      return new Date(state.lastMessageAt);
    },
    planCatchUp: (since) => planned.push(since),
  });
  return { refused, logged, words, planned, state };
}

test('refusals are logged at once, and then every ten minutes with how many they were', () => {
  const { refused, logged, state } = openAccount();

  for (let minutes = 0; minutes <= 20; minutes += 1) {
    state.now = minutes * MINUTE_MS;
    refused.refuse({ status: 'wrong' });
  }

  assert.deepEqual(logged, [{ refused: 1 }, { refused: 10 }, { refused: 10 }]);
});

test('each reason is logged at once, whatever was logged before, and with its own count', () => {
  const { refused, logged, words, state } = openAccount();

  refused.refuse({ status: 'missing' });
  refused.refuse({ status: 'wrong' });
  refused.refuse({ status: 'wrong-time', aheadMs: 60 * MINUTE_MS });
  refused.refuse({ status: 'missing' });
  state.now = 10 * MINUTE_MS;
  refused.refuse({ status: 'missing' });

  assert.deepEqual(logged, [{ refused: 1 }, { refused: 1 }, { refused: 1 }, { refused: 2 }]);
  const reasons = [/not from Slack/, /SLACK_SIGNING_SECRET/, /60 minutes behind/, /not from Slack/];
  for (const [index, reason] of reasons.entries()) assert.match(words[index] ?? '', reason);
});

test('the gap begins at the last message before the first refusal, and is read once in ten minutes', async () => {
  const { refused, planned, state } = openAccount();
  state.lastMessageAt = 1;
  refused.refuse({ status: 'wrong' });
  state.lastMessageAt = 2;
  refused.refuse({ status: 'wrong' });
  refused.accept();
  refused.accept();
  refused.refuse({ status: 'wrong' });
  state.lastMessageAt = 3;
  refused.accept();
  state.now = 11 * MINUTE_MS;
  refused.accept();

  const since = await Promise.all(planned);

  assert.deepEqual(
    since.map((date) => date.getTime()),
    [1, 2],
  );
});

test('where the last message could not be looked up, the next refusal looks again', async () => {
  const { refused, planned, state } = openAccount();
  state.fails = true;
  refused.refuse({ status: 'wrong' });
  await Promise.resolve();
  state.fails = false;
  state.lastMessageAt = 5;
  refused.refuse({ status: 'wrong' });

  refused.accept();

  assert.deepEqual(await Promise.all(planned), [new Date(5)]);
});

test('a wrong secret of long ago says nothing about the next delivery', () => {
  const { refused, state } = openAccount();
  refused.refuse({ status: 'wrong' });
  const soon = refused.problem();
  state.now = 11 * MINUTE_MS;

  const later = refused.problem();

  assert.match(soon ?? '', /SLACK_SIGNING_SECRET/);
  assert.equal(later, undefined);
});
