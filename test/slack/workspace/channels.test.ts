import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startWorkspace } from '../../../playground/workspace/start-workspace.ts';
import { Desk, type DeskFile } from '../../../src/desk/desk.ts';
import { fieldsOf } from '../../../src/fields-of.ts';
import { createChannels } from '../../../src/slack/workspace/channels.ts';
import { createSlackClient } from '../../../src/slack/workspace/client.ts';
import {
  findDeskChannels,
  TriageChannelMissing,
} from '../../../src/slack/workspace/desk-channels.ts';
import { directChannels } from '../../../src/slack/workspace/direct-channel.ts';

const slack = await startWorkspace();
after(slack.stop);
afterEach(slack.faults.clear);

const client = createSlackClient({ token: slack.botToken, apiUrl: slack.apiUrl });

function cursorTo(id: string) {
  return { next_cursor: Buffer.from(`next:${id}`).toString('base64') };
}

const onUnreadable = (error: Error) => assert.fail(error);

function isPageRead({ next_cursor }: ReturnType<typeof cursorTo>) {
  return slack.calls.some(({ args }) => args.cursor === next_cursor);
}

test('a channel is found by its name on any page, and by its id', async () => {
  const first = slack.addChannel({ name: 'first', private: true });
  const second = slack.addChannel({ name: 'second' });
  slack.faults.add({
    method: 'conversations.list',
    times: 1,
    fault: 'answer-changed',
    change: () => ({
      ok: true,
      channels: [{ id: first.id, name: 'first', is_private: true }],
      response_metadata: cursorTo(second.id),
    }),
  });
  const { resolve } = createChannels({ client, onUnreadable });

  const found = [await resolve('#first'), await resolve('#second'), await resolve(second.id)];

  assert.deepEqual(
    found.map((channel) => channel?.id),
    [first.id, second.id, second.id],
  );
  assert.ok(isPageRead(cursorTo(second.id)));
  assert.equal(await resolve('#nowhere'), undefined);
  assert.equal(await resolve('C0NOWHERE'), undefined);
});

test('a channel is private, shared or the bot’s by what Slack says of it', async () => {
  const { id } = slack.addChannel({ name: 'agents', private: true });
  const { lookUp } = createChannels({ client, onUnreadable });
  const seen = async (more: object) => {
    slack.faults.add({
      method: 'conversations.info',
      times: 1,
      fault: 'answer-changed',
      change: () => ({ ok: true, channel: { id, is_private: true, is_member: true, ...more } }),
    });
    return lookUp(id);
  };
  const usual = { id, name: id, isPrivate: true, isMember: true, isShared: false };

  assert.deepEqual(await seen({}), usual);
  assert.deepEqual(await seen({ is_private: false }), { ...usual, isPrivate: false });
  assert.deepEqual(await seen({ is_private: null }), { ...usual, isPrivate: false });
  assert.deepEqual(await seen({ is_member: false }), { ...usual, isMember: false });
  assert.deepEqual(await seen({ is_archived: true }), { ...usual, isMember: false });
  for (const shared of ['is_shared', 'is_ext_shared', 'is_org_shared']) {
    assert.deepEqual(await seen({ [shared]: true }), { ...usual, isShared: true }, shared);
  }
});

test('a channel of which Slack says nothing is not taken for one that is gone', async () => {
  const { id } = slack.addChannel({ name: 'quiet', private: true });
  slack.faults.add({ method: 'conversations.info', fault: 'http-error', status: 503 });

  await assert.rejects(createChannels({ client, onUnreadable }).lookUp(id));
});

test('the direct messages with the bot are found on every page', async () => {
  const people = ['ann', 'bob'].map((name) => slack.addUser({ name }));
  for (const person of people) await slack.as(person).directMessage('Hello');
  const [ann, bob] = people.flatMap((person) => slack.directMessages(person));
  assert.ok(ann && bob);
  slack.faults.add({
    method: 'users.conversations',
    times: 1,
    fault: 'answer-changed',
    change: () => ({
      ok: true,
      channels: [{ id: ann.channel }],
      response_metadata: cursorTo(bob.channel),
    }),
  });

  assert.deepEqual(await directChannels(client, onUnreadable), [ann.channel, bob.channel]);
  assert.ok(isPageRead(cursorTo(bob.channel)));
});

test('one entry of a list that cannot be read costs only itself, and is reported', async () => {
  const channel = slack.addChannel({ name: 'lonely' });
  const unreadable = [null, 'x', { name: 'nameless' }, { id: 'C\u0000' }, { id: 5 }];
  const change = () => ({
    ok: true,
    channels: [...unreadable, { id: channel.id, name: 'lonely' }],
  });
  slack.faults.add({ method: 'conversations.list', times: 1, fault: 'answer-changed', change });
  slack.faults.add({ method: 'users.conversations', times: 1, fault: 'answer-changed', change });
  const reported: Error[] = [];
  const report = (error: Error) => reported.push(error);

  const found = await createChannels({ client, onUnreadable: report }).resolve('#lonely');
  const direct = await directChannels(client, report);

  assert.equal(found?.id, channel.id);
  assert.deepEqual(direct, [channel.id]);
  assert.equal(reported.length, 2 * unreadable.length);
  assert.ok(reported.every(({ name }) => name === 'UnreadableItem'));
});

test('an archived channel and one without the bot are no places for tickets', async () => {
  slack.addChannel({ name: 'help' });
  slack.archive(slack.addChannel({ name: 'old-help' }));
  const triage = slack.addChannel({ name: 'triage', private: true });
  const billing = slack.addChannel({ name: 'billing', private: true });
  slack.archive(slack.addChannel({ name: 'sales', private: true }));
  slack.addChannel({ name: 'support', withBot: false });
  const category = (id: string) => ({ id, title: id, description: '…', channel: `#${id}` });
  const file: DeskFile = {
    intake: [{ channel: '#help', greet: 'mentioned' }, { channel: '#old-help' }],
    categories: [category('billing'), category('sales'), category('support')],
    triageChannel: '#triage',
  };

  const found = await findDeskChannels(Desk.parse(file), createChannels({ client, onUnreadable }));
  const withoutTriage = Desk.parse({ ...file, triageChannel: '#nowhere' });

  assert.deepEqual(
    [...found.agents],
    [
      ['billing', billing.id],
      ['triage', triage.id],
    ],
  );
  assert.deepEqual([...found.intake], [[slack.channel('#help').id, 'mentioned']]);
  assert.deepEqual(
    found.problems.map((problem) => problem.match(/^#\S+ cannot be used/)?.[0]),
    ['#old-help', '#sales', '#support'].map((name) => `${name} cannot be used`),
  );
  await assert.rejects(
    findDeskChannels(withoutTriage, createChannels({ client, onUnreadable })),
    TriageChannelMissing,
  );
});

test('an odd field of a channel costs that field alone, and never opens one to records', async () => {
  const { id } = slack.addChannel({ name: 'odd', private: true });
  const odd = {
    name: 7,
    is_private: 'yes',
    is_member: 'yes',
    is_archived: 'no',
    is_shared: 'no',
    is_ext_shared: {},
    is_org_shared: [],
  };
  const failures: Error[] = [];
  const { lookUp, resolve } = createChannels({
    client,
    onUnreadable: (error) => failures.push(error),
  });
  const info = (field: string, value: unknown) =>
    slack.faults.add({
      method: 'conversations.info',
      times: 1,
      fault: 'answer-changed',
      change: (body) => ({ ...body, channel: { ...fieldsOf(body.channel), [field]: value } }),
    });
  slack.faults.add({
    method: 'conversations.list',
    times: 1,
    fault: 'answer-changed',
    change: () => ({ ok: true, channels: [{ ...odd, id, name: 'odd' }] }),
  });
  const whole = { id, name: 'odd', isPrivate: true, isMember: true, isShared: false };

  const found = new Map<string, unknown>();
  for (const [field, value] of Object.entries(odd)) {
    info(field, value);
    found.set(field, await lookUp(id));
  }
  const listed = await resolve('#odd');

  assert.deepEqual(Object.fromEntries(found), {
    name: { ...whole, name: id },
    is_private: { ...whole, isPrivate: false },
    is_member: whole,
    is_archived: whole,
    is_shared: { ...whole, isShared: true },
    is_ext_shared: { ...whole, isShared: true },
    is_org_shared: { ...whole, isShared: true },
  });
  assert.deepEqual(listed, { ...whole, isPrivate: false, isShared: true });
  const lines = failures.map(({ message }) => message);
  assert.equal(lines[0], `name of the channel ${id} could not be read; the rest was.`);
  assert.equal(lines.length, 8);
});
