import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startWorkspace } from '../../../playground/workspace/start-workspace.ts';
import type { Person } from '../../../playground/workspace/team/person.ts';
import { fieldsOf } from '../../../src/fields-of.ts';
import { createChannels } from '../../../src/slack/workspace/channels.ts';
import { createSlackClient } from '../../../src/slack/workspace/client.ts';
import { createLeads } from '../../../src/slack/workspace/leads.ts';

const slack = await startWorkspace();
after(slack.stop);
afterEach(slack.faults.clear);

/** The leads of a channel with some people in it. */
function openLeads(members: Person[], { isOwnersAlone = false, owner = 'U0OWNER' } = {}) {
  const channel = slack.addChannel({ name: `leads-${Math.random()}`, private: true, members });
  const client = createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  const leads = createLeads({
    client,
    team: slack.team.id,
    owner,
    isOwnersAlone,
    channel: () => channel.id,
    lookUp: createChannels({ client, onUnreadable: onFailure }).lookUp,
    now: () => new Date(),
    onFailure,
  });
  return { leads, channel, failures };
}

test('the full members of the leads’ channel are leads, and nobody else is, the owner neither', async () => {
  const ann = slack.addUser({ name: 'ann' });
  const owner = slack.addUser({ name: 'owner' });
  const others = [
    slack.addUser({ name: 'guest', kind: 'guest' }),
    slack.addUser({ name: 'visitor', kind: 'single-channel guest' }),
    slack.addUser({ name: 'stranger', kind: 'stranger' }),
    slack.addUser({ name: 'gone', deactivated: true }),
  ];
  const { leads } = openLeads([ann, ...others], { owner: owner.id });

  assert.ok(await leads.isLead(ann.id));
  assert.ok(await leads.isShownAsLead(ann.id));
  for (const { id, name } of [...others, owner, slack.addUser({ name: 'elsewhere' })]) {
    assert.equal(await leads.isLead(id), false, name);
    assert.equal(await leads.isShownAsLead(id), false, name);
  }
});

test('without a channel of the leads the owner is the one lead', async () => {
  const [ann, owner] = [slack.addUser({ name: 'ann2' }), slack.addUser({ name: 'owner2' })];
  const { leads } = openLeads([ann], { isOwnersAlone: true, owner: owner.id });

  assert.deepEqual(
    [await leads.isLead(owner.id), await leads.isLead(ann.id), await leads.all()],
    [true, false, [owner.id]],
  );
});

test('who leaves the channel, or is deactivated, is none at the next act', async () => {
  const [bob, cid] = [slack.addUser({ name: 'bob' }), slack.addUser({ name: 'cid' })];
  const { leads, channel } = openLeads([bob, cid]);
  const before = [await leads.isLead(bob.id), await leads.isLead(cid.id)];

  slack.leave(channel, bob);
  slack.changeUser(cid, { deactivated: true });

  assert.deepEqual(before, [true, true]);
  assert.deepEqual([await leads.isLead(bob.id), await leads.isLead(cid.id)], [false, false]);
  assert.equal(await leads.isShownAsLead(bob.id), false);
});

for (const [what, change] of [
  ['public', { is_private: false }],
  ['shared', { is_ext_shared: true }],
  ['archived', { is_archived: true }],
  ['one whose answer is odd', { is_private: 'yes' }],
] as const) {
  test(`a channel that is ${what} makes nobody a lead, and is no place for what is theirs`, async () => {
    const dora = slack.addUser({ name: `dora ${what}` });
    const { leads } = openLeads([dora]);
    slack.faults.add({
      method: 'conversations.info',
      fault: 'answer-changed',
      change: ({ ok, channel }) => ({ ok, channel: { ...fieldsOf(channel), ...change } }),
    });

    assert.equal(await leads.isLead(dora.id), false);
    assert.equal(await leads.isShownAsLead(dora.id), false);
    assert.equal(await leads.channel(), undefined);
  });
}

for (const method of ['conversations.info', 'conversations.members', 'users.info']) {
  test(`where Slack does not answer ${method}, nobody is a lead for that act`, async () => {
    const eve = slack.addUser({ name: `eve ${method}` });
    const { leads, failures } = openLeads([eve]);
    slack.faults.add({ method, fault: 'http-error', status: 503 });

    const meanwhile = await leads.isLead(eve.id);
    slack.faults.clear();

    assert.equal(meanwhile, false);
    assert.ok(failures.length > 0);
    assert.ok(await leads.isLead(eve.id));
  });
}

test('the members are read page by page', async () => {
  const [fay, gus] = [slack.addUser({ name: 'fay' }), slack.addUser({ name: 'gus' })];
  const next_cursor = Buffer.from(`next:${gus.id}`).toString('base64');
  const { leads } = openLeads([fay, gus]);
  slack.faults.add({
    method: 'conversations.members',
    times: 1,
    fault: 'answer-changed',
    change: () => ({ ok: true, members: [fay.id], response_metadata: { next_cursor } }),
  });

  assert.ok(await leads.isLead(gus.id));
});
