import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startWorkspace } from '../../../playground/workspace/start-workspace.ts';
import type { Person } from '../../../playground/workspace/team/person.ts';
import { fieldsOf } from '../../../src/fields-of.ts';
import { createAgents } from '../../../src/slack/workspace/agents.ts';
import { createSlackClient } from '../../../src/slack/workspace/client.ts';
import { createProfiles } from '../../../src/slack/workspace/profiles.ts';

const slack = await startWorkspace();
after(slack.stop);
afterEach(slack.faults.clear);

/** Two agents' channels with some people in each, and who the bot takes for agents there. */
async function openAgents(members: Person[], others: Person[] = []) {
  const opened = await openUnread(members, others);
  await opened.agents.refresh();
  return opened;
}

async function openUnread(members: Person[], others: Person[] = []) {
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
  const [channel] = channels;
  return {
    agents,
    readFirst: agents.readFirst,
    channel: channel ?? assert.fail(),
    failures,
    pauses,
  };
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

test('a rate limit at the first reading is waited out, as long as Slack asks', async () => {
  const ida = slack.addUser({ name: 'ida' });
  const limited = { fault: 'rate-limited', retryAfterSeconds: 7, times: 1 } as const;
  slack.faults.add({ method: 'conversations.members', ...limited });
  slack.faults.add({ method: 'users.info', ...limited });
  slack.faults.add({ method: 'users.list', ...limited });

  const { agents, pauses } = await openAgents([ida]);

  assert.ok(agents.isAgent(ida.id));
  assert.deepEqual(pauses, [7_000, 7_000]);
});

test('what Slack refuses or does not answer is asked for until it holds', async () => {
  const jon = slack.addUser({ name: 'jon' });
  const { agents, readFirst } = await openUnread([jon]);
  slack.faults.add({ method: 'conversations.members', fault: 'http-error', status: 503, times: 3 });

  await readFirst();

  assert.ok(agents.isAgent(jon.id));
});

test('profiles that Slack goes on refusing make nobody an agent, and the first reading ends', async () => {
  const kim = slack.addUser({ name: 'kim' });
  const guest = slack.addUser({ name: 'guest-of-kim', kind: 'guest' });
  const { agents, readFirst } = await openUnread([kim, guest]);
  slack.faults.add({ method: 'users.info', fault: 'slack-error', error: 'user_not_visible' });

  await readFirst();
  const unread = [agents.isAgent(kim.id), agents.isAgent(guest.id)];
  slack.faults.clear();
  await agents.makeUp();

  assert.deepEqual(unread, [false, false]);
  assert.deepEqual([agents.isAgent(kim.id), agents.isAgent(guest.id)], [true, false]);
});

test('where profiles are refused one by one, the list of all users says who is a full member', async () => {
  const lea = slack.addUser({ name: 'lea' });
  const guest = slack.addUser({ name: 'guest-of-lea', kind: 'guest' });
  slack.faults.add({ method: 'users.info', fault: 'rate-limited', retryAfterSeconds: 30 });

  const { agents, pauses } = await openAgents([lea, guest]);

  assert.ok(agents.isAgent(lea.id));
  assert.ok(!agents.isAgent(guest.id));
  assert.deepEqual(pauses, []);
});

for (const count of [101, 1_000, 5_000]) {
  test(`${count} members cost a page for each two hundred users, and guests among them are none`, async () => {
    const people = Array.from({ length: count }, (_, index) =>
      slack.addUser({
        name: `p${count}-${index}`,
        kind: index % 10 === 0 ? 'guest' : 'member',
        deactivated: index % 10 === 1,
      }),
    );
    const outsider = slack.addUser({ name: `outsider-${count}`, kind: 'stranger' });
    const app = slack.addUser({ name: `app-${count}`, kind: 'bot' });
    const before = slack.calls.length;

    const { agents } = await openAgents([...people, outsider, app]);

    const calls = slack.calls.slice(before).map(({ method }) => method);
    const called = (wanted: string) => calls.filter((method) => method === wanted).length;
    assert.equal(called('users.info'), 0);
    assert.ok(called('users.list') <= Math.ceil(slack.people().length / 200));
    assert.ok(called('conversations.members') <= Math.ceil(count / 1_000) + 2);
    for (const [index, { id }] of people.entries()) {
      assert.equal(agents.isAgent(id), index % 10 > 1, String(index));
    }
    assert.ok(!agents.isAgent(outsider.id) && !agents.isAgent(app.id));
  });
}

test('without a list of all users each is asked for, at Slack’s pace', async () => {
  const people = Array.from({ length: 60 }, (_, index) => slack.addUser({ name: `q${index}` }));
  slack.faults.add({ method: 'users.list', fault: 'slack-error', error: 'unknown_method' });
  slack.faults.add({ method: 'users.info', fault: 'rate-limited', retryAfterSeconds: 9, times: 2 });

  const { agents, pauses } = await openAgents(people);

  assert.ok(people.every(({ id }) => agents.isAgent(id)));
  assert.deepEqual(pauses, [9_000, 9_000]);
});

test('one odd entry of a list costs that entry alone', async () => {
  const mia = slack.addUser({ name: 'mia' });
  const more = Array.from({ length: 60 }, (_, index) => slack.addUser({ name: `r${index}` }));
  const withOdd = (key: string, odd: unknown[]) => (body: Record<string, unknown>) => {
    const list = body[key];
    return { ...body, [key]: [...odd, ...(Array.isArray(list) ? list : [])] };
  };
  slack.faults.add({
    method: 'conversations.members',
    fault: 'answer-changed',
    change: withOdd('members', [null, 7, {}]),
  });
  slack.faults.add({
    method: 'users.list',
    fault: 'answer-changed',
    change: withOdd('members', [null, { name: 'no id' }, { id: 7 }]),
  });

  const { agents } = await openAgents([mia, ...more]);

  assert.ok(agents.isAgent(mia.id));
});

test('an odd field of a member costs that field, and an odd flag makes nobody an agent', async () => {
  const odd: Record<string, object> = {
    named: { real_name: 7, profile: null },
    elsewhere: { enterprise_user: { teams: {} } },
    restricted: { is_restricted: 'no' },
    visiting: { is_ultra_restricted: {} },
    strange: { is_stranger: 'no' },
    gone: { deleted: 'no' },
    mechanical: { is_bot: 'no' },
    astray: { team_id: 7, profile: {} },
  };
  const people = Object.keys(odd).map((name) => slack.addUser({ name }));
  const others = Array.from({ length: 60 }, (_, index) => slack.addUser({ name: `s${index}` }));
  const withOdd = (user: Record<string, unknown>) => ({ ...user, ...odd[String(user.name)] });
  slack.faults.add({
    method: 'users.info',
    fault: 'answer-changed',
    change: (body) => ({ ...body, user: withOdd(fieldsOf(body.user)) }),
  });
  slack.faults.add({
    method: 'users.list',
    fault: 'answer-changed',
    change: ({ members, ...body }) => ({
      ...body,
      members: Array.isArray(members) ? members.map((user) => withOdd(fieldsOf(user))) : [],
    }),
  });

  const { agents: few, failures } = await openAgents(people);
  const { agents: many } = await openAgents([...people, ...others]);

  for (const agents of [few, many]) {
    const known = people.filter(({ id }) => agents.isAgent(id)).map(({ name }) => name);
    assert.deepEqual(known, ['named', 'elsewhere']);
  }
  assert.equal(failures.length, people.length);
});

test('who may act on a ticket are the agents of its channel and those of triage', async () => {
  const [nia, oli] = [slack.addUser({ name: 'nia' }), slack.addUser({ name: 'oli' })];
  const { agents } = await openAgents([nia], [oli]);
  const may = (user: Person) =>
    ['billing', 'triage', 'gone', null].map((destination) =>
      agents.mayWorkOn({ destination }, user.id),
    );

  assert.deepEqual(may(nia), [true, false, false, false]);
  assert.deepEqual(may(oli), [true, true, true, true]);
});

test('who leaves loses it before the channel is read again', async () => {
  const pam = slack.addUser({ name: 'pam' });
  const { agents, channel } = await openAgents([pam]);

  agents.noteLeft(channel.id, pam.id);

  assert.ok(!agents.isAgent(pam.id));
});

for (const { what, methods, fault } of [
  { what: 'profiles are refused', methods: ['users.info', 'users.list'], fault: 'slack-error' },
  { what: 'profiles fail', methods: ['users.info', 'users.list'], fault: 'http-error' },
  { what: 'the members are refused', methods: ['conversations.members'], fault: 'slack-error' },
  { what: 'the members fail', methods: ['conversations.members'], fault: 'http-error' },
] as const) {
  test(`nobody is taken for gone while ${what}, not even by a bot that knew nobody before`, async () => {
    const ulf = slack.addUser({ name: 'ulf' });
    const known = await openAgents([ulf]);
    const unread = await openUnread([ulf]);
    for (const method of methods) {
      slack.faults.add(
        fault === 'slack-error'
          ? { method, fault, error: 'missing_scope' }
          : { method, fault, status: 503 },
      );
    }

    await known.agents.refresh();
    await unread.agents.refresh();

    for (const { agents } of [known, unread]) {
      assert.equal(agents.goneSince({ destination: 'billing' }, ulf.id), undefined);
    }
  });
}

test('who leaves while the members are read is no agent once they are, also where the list still has them', async () => {
  const [una, vic] = [slack.addUser({ name: 'una' }), slack.addUser({ name: 'vic' })];
  const { agents, channel } = await openAgents([una, vic]);
  slack.faults.add({
    method: 'users.info',
    times: 1,
    fault: 'answer-changed',
    change: (answer) => {
      // The list of members is read by now.
      slack.leave(channel, una);
      agents.noteLeft(channel.id, una.id);
      return answer;
    },
  });

  await agents.refresh();

  assert.ok(!agents.isAgent(una.id));
  assert.ok(agents.isAgent(vic.id));
});

test('who is deactivated, has left, or is not among the members is gone', async () => {
  const [vic, wes, xia] = ['vic', 'wes', 'xia'].map((name) => slack.addUser({ name }));
  assert.ok(vic && wes && xia);
  const { agents, channel } = await openAgents([vic, wes]);
  const isGone = ({ id }: Person) => agents.goneSince({ destination: 'billing' }, id) !== undefined;
  const before = [vic, wes, xia].map(isGone);

  slack.changeUser(vic, { deactivated: true });
  await agents.refresh();
  agents.noteLeft(channel.id, wes.id);

  assert.deepEqual(before, [false, false, true]);
  assert.deepEqual([vic, wes].map(isGone), [true, true]);
});
