import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startWorkspace } from '../../../playground/workspace/start-workspace.ts';
import { createSlackClient } from '../../../src/slack/workspace/client.ts';
import { createProfiles } from '../../../src/slack/workspace/profiles.ts';

const MINUTE_MS = 60_000;

const slack = await startWorkspace();
after(slack.stop);

/** The bot's look-up of profiles, and the time by which it goes. */
function openProfiles() {
  let passedMs = 0;
  const profiles = createProfiles({
    client: createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl }),
    now: () => new Date(passedMs),
    onFailure: () => {},
  });
  return {
    find: profiles.find,
    pass(ms: number) {
      passedMs += ms;
    },
  };
}

test('a profile is remembered for five minutes, and then asked for again', async () => {
  const ann = slack.addUser({ name: 'ann', email: 'ann@shop.example' });
  const { find, pass } = openProfiles();
  await find(ann.id);
  slack.changeUser(ann, { kind: 'guest' });

  pass(5 * MINUTE_MS - 1);
  const remembered = await find(ann.id);
  pass(1);
  const asked = await find(ann.id);

  assert.equal(remembered?.isGuest, false);
  assert.equal(asked?.isGuest, true);
});

test('a user whom Slack restricts in either way alone is a guest', async () => {
  const cleo = slack.addUser({ name: 'cleo', kind: 'single-channel guest' });
  const { find, pass } = openProfiles();
  const guests: unknown[] = [];
  for (const lifted of ['is_restricted', 'is_ultra_restricted']) {
    slack.faults.add({
      method: 'users.info',
      times: 1,
      fault: 'answer-changed',
      change: (body) => JSON.stringify(body).replace(`"${lifted}":true`, `"${lifted}":false`),
    });
    guests.push((await find(cleo.id))?.isGuest);
    pass(5 * MINUTE_MS);
  }

  assert.deepEqual(guests, [true, true]);
});

test('a profile that could not be read is asked for the next time', async () => {
  const bob = slack.addUser({ name: 'bob', email: 'bob@shop.example' });
  const { find } = openProfiles();
  slack.faults.add({ fault: 'http-error', status: 503, method: 'users.info', times: 1 });

  const first = await find(bob.id);
  const second = await find(bob.id);

  assert.equal(first, undefined);
  assert.equal(second?.email, 'bob@shop.example');
});
