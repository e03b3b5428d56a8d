import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startWorkspace } from '../../../playground/workspace/start-workspace.ts';
import type { Person } from '../../../playground/workspace/team/person.ts';
import { createAgents } from '../../../src/slack/workspace/agents.ts';
import { createSlackClient } from '../../../src/slack/workspace/client.ts';
import { createProfiles } from '../../../src/slack/workspace/profiles.ts';

const slack = await startWorkspace();
after(slack.stop);
afterEach(slack.faults.clear);

/** Two agents' channels with some people in each, and who the bot takes for agents there. */
async function openAgents(members: Person[], others: Person[] = []) {
  const channels = [members, others].map((people, index) =>
    slack.addChannel({ name: `agents-${Math.random()}-${index}`, private: true, members: people }),
  );
  const failures: unknown[] = [];
  const pauses: number[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  const client = createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
  const agents = createAgents({
    client,
    // No profile is remembered.
    profiles: createProfiles({ client, now: () => new Date(), onFailure, freshMs: -1 }),
    team: slack.team.id,
    channels: new Map([
      ['billing', channels[0]?.id ?? ''],
      ['triage', channels[1]?.id ?? ''],
    ]),
    onFailure,
    waiting: {
      signal: new AbortController().signal,
      onWait: onFailure,
      retryMs: 1,
      pause: async (ms) => void pauses.push(ms),
    },
  });
  await agents.refresh();
  const [channel] = channels;
  return { agents, channel: channel ?? assert.fail(), failures, pauses };
}

test('the full members of the agents’ channels are agents, and nobody else is', async () => {
  const ann = slack.addUser({ name: 'ann' });
  const bob = slack.addUser({ name: 'bob' });
  const outsiders = [
    slack.addUser({ name: 'guest', kind: 'guest' }),
    slack.addUser({ name: 'visitor', kind: 'single-channel guest' }),
    slack.addUser({ name: 'stranger', kind: 'stranger' }),
    slack.addUser({ name: 'gone', deactivated: true }),
  ];
  const elsewhere = slack.addUser({ name: 'elsewhere' });

  const { agents } = await openAgents([ann, ...outsiders], [bob]);

  assert.deepEqual(agents.actor(ann.id), { user: ann.id, kind: 'agent' });
  assert.ok(agents.isAgent(bob.id));
  for (const { id, name } of [...outsiders, elsewhere]) {
    assert.deepEqual(agents.actor(id), { user: id, kind: 'person' }, name);
  }
});

test('the members of a channel are read page by page', async () => {
  const [cid, dora] = [slack.addUser({ name: 'cid' }), slack.addUser({ name: 'dora' })];
  const next_cursor = Buffer.from(`next:${dora.id}`).toString('base64');
  slack.faults.add({
    method: 'conversations.members',
    times: 1,
    fault: 'answer-changed',
    change: () => ({ ok: true, members: [cid.id], response_metadata: { next_cursor } }),
  });

  const { agents } = await openAgents([cid, dora]);

  assert.ok(agents.isAgent(cid.id) && agents.isAgent(dora.id));
  assert.ok(slack.calls.some(({ args }) => args.cursor === next_cursor));
});

test('who leaves the agents’ channels is no agent any more', async () => {
  const eve = slack.addUser({ name: 'eve' });
  const { agents, channel } = await openAgents([eve]);
  const before = agents.isAgent(eve.id);

  slack.leave(channel, eve);
  await agents.refresh();

  assert.ok(before);
  assert.ok(!agents.isAgent(eve.id));
});

test('a profile that cannot be read makes nobody an agent, and no agent anybody else', async () => {
  const [fay, gus] = [slack.addUser({ name: 'fay' }), slack.addUser({ name: 'gus' })];
  const { agents, channel } = await openAgents([fay]);
  slack.join(channel, gus);
  slack.faults.add({ method: 'users.info', fault: 'slack-error', error: 'user_not_visible' });

  await agents.refresh();
  const unread = [agents.isAgent(fay.id), agents.isAgent(gus.id)];
  slack.faults.clear();
  await agents.makeUp();

  assert.deepEqual(unread, [true, false]);
  assert.ok(agents.isAgent(gus.id));
  const calls = slack.calls.length;
  await agents.makeUp();
  assert.equal(slack.calls.length, calls);
});

test('where the members cannot be read, the agents stay who they were', async () => {
  const hal = slack.addUser({ name: 'hal' });
  const { agents, failures } = await openAgents([hal]);
  slack.faults.add({ method: 'conversations.members', fault: 'http-error', status: 503, times: 1 });

  await agents.refresh();

  assert.ok(agents.isAgent(hal.id));
  assert.equal(failures.length, 1);
});
