import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessageReader } from '../../../src/slack/reading/read-message.ts';
import { MessageEvent } from '../../../src/slack/reading/slack-message.ts';

const left: object[] = [];
const reader = createMessageReader({
  bot: {
    team: 'T1',
    enterprise: undefined,
    botUserId: 'UBOT',
    botId: 'BBOT',
    url: 'https://example.slack.com/',
    name: 'handoff',
    scopes: [],
  },
  agents: {
    actor: (user) => ({ user, kind: user === 'UAMY' ? 'agent' : 'person' }),
  },
  accounts: {
    kindOf: async (user) => {
      if (user === 'USILENT') throw new Error('Slack does not answer.');
      if (user === 'UHIDDEN') return 'unknown';
      return user === 'UBOTS' ? 'bot' : 'person';
    },
    app: async (id) => {
      if (id === 'BSILENT') throw new Error('Slack does not answer.');
      return id === 'BFORM' ? { name: 'Forms', appId: 'AFORM' } : undefined;
    },
  },
  forms: [{ app: 'AFORM', submitter: { block: 'who' } }],
  intake: new Map([
    ['CHELP', 'always'],
    ['CLOUNGE', 'mentioned'],
    ['CQUIET', 'never'],
  ]),
  names: { user: () => undefined, channel: () => undefined },
  log: { info: (about) => left.push(about) },
});

/** A message of a channel's history, with what a test changes. */
async function read(message: object, channel = 'CHELP') {
  const event = MessageEvent.parse({
    type: 'message',
    channel,
    ts: '1000.000100',
    user: 'UANN',
    text: 'I was charged twice',
    ...message,
  });
  const reading = await reader.readEvent('T1', event);
  return reading?.status === 'message' ? reading.message : undefined;
}

function readChange(change: object) {
  const event = { type: 'message', channel: 'CHELP', event_ts: '2000.000000', ...change };
  return reader.readEvent('T1', MessageEvent.parse(event));
}

function edited(ts: string, text: string) {
  const message = { ts, user: 'UANN', text, edited: { ts: '1999.000000' } };
  return readChange({ subtype: 'message_changed', message });
}

test('somebody’s words are read, whichever of Slack’s kinds they are, and nothing else is', async () => {
  const kinds = ['file_share', 'thread_broadcast', 'reply_broadcast', 'me_message'];
  for (const subtype of [undefined, null, ...kinds]) {
    assert.equal((await read({ subtype }))?.text, 'I was charged twice', `${subtype}`);
  }
  const reports = ['channel_join', 'channel_topic', 'pinned_item', 'bot_add', 'huddle_thread'];
  for (const subtype of reports) {
    assert.equal(await read({ subtype }), undefined, subtype);
  }
  assert.equal(await read({ user: null }), undefined);
});

test('a kind that nobody knew is read where it was typed in a client, or else it is noted', async () => {
  const typed = { subtype: 'voice_memo', client_msg_id: '7d1f' };
  const before = left.length;

  assert.equal((await read(typed))?.text, 'I was charged twice');
  assert.equal(await read({ subtype: 'channel_canvas_updated', client_msg_id: '7d1f' }), undefined);
  assert.equal(left.length, before);

  assert.equal(await read({ subtype: 'voice_memo' }), undefined);
  assert.partialDeepStrictEqual(left.at(-1), { ts: '1000.000100', subtype: 'voice_memo' });
});

test('what the bot itself posts is not read, and what another bot posts is a bot’s', async () => {
  const byBot = { subtype: 'bot_message', user: null, bot_id: 'BOTHER' };

  assert.equal(await read({ user: 'UBOT' }), undefined);
  assert.equal(await read({ ...byBot, bot_id: 'BBOT' }), undefined);
  assert.deepEqual((await read(byBot))?.author, { user: 'BOTHER', kind: 'bot' });
  for (const user of ['UBOTS', 'UHIDDEN', 'USLACKBOT']) {
    assert.deepEqual((await read({ bot_id: 'BOTHER', user }))?.author, { user, kind: 'bot' });
  }
  assert.deepEqual((await read({ user: 'USLACKBOT' }))?.author.kind, 'bot');
  assert.deepEqual((await read({ user: 'UAMY' }))?.author, { user: 'UAMY', kind: 'agent' });
});

test('what a person posts through an app is theirs, and nobody’s while Slack does not say whose', async () => {
  const via = { bot_id: 'BOTHER', app_id: 'AOTHER', bot_profile: { name: 'Zapier' } };

  assert.deepEqual((await read(via))?.author, { user: 'UANN', kind: 'person' });
  assert.deepEqual((await read({ ...via, user: 'UAMY' }))?.author, { user: 'UAMY', kind: 'agent' });
  assert.equal((await read({ ...via, subtype: 'bot_message' }))?.author.kind, 'bot');
  await assert.rejects(read({ ...via, user: 'USILENT' }), /does not answer/);
});

test('a form that the desk names by its app says who sent it, also where only its bot is given', async () => {
  const text = { type: 'mrkdwn', text: '<@UANN>' };
  const blocks = [{ type: 'section', block_id: 'who', text }];
  const post = { subtype: 'bot_message', user: null, bot_id: 'BFORM', username: 'Support', blocks };
  const app = async (more: object, channel?: string) =>
    (await read({ ...post, ...more }, channel))?.app;

  const named = { name: 'Support', reports: 'UANN' };
  assert.deepEqual(await app({}), named);
  assert.deepEqual(await app({ bot_id: 'B1', app_id: 'AFORM' }), named);
  assert.deepEqual(await app({ bot_id: 'B1', bot_profile: { app_id: 'AFORM' } }), named);
  assert.deepEqual(await app({ user: 'UBOTS' }), named);
  assert.deepEqual(await app({ username: '' }), { ...named, name: 'Forms' });

  const unnamed = { name: 'Support', reports: null };
  assert.deepEqual(await app({ app_id: 'AOTHER' }), unnamed);
  assert.deepEqual(await app({ bot_id: 'B1', username: 'Support' }), unnamed);
  assert.deepEqual(await app({}, 'D1'), unnamed);
  assert.equal(await app({ user: 'UANN', subtype: null }), null);
  await assert.rejects(app({ bot_id: 'BSILENT' }), /does not answer/);
});

test('what is in an app’s post asks for nobody', async () => {
  const post = { bot_id: 'BOTHER', user: null, subtype: 'bot_message' };

  for (const text of ['!escalate', '<@UBOT> escalate']) {
    const message = await read({ ...post, text });
    assert.deepEqual([message?.isEscalationRequest, message?.isMention], [false, false], text);
  }
});

test('a reply belongs to its thread, and any other message is a root', async () => {
  assert.equal((await read({ thread_ts: '900.000000' }))?.root, '900.000000');
  assert.equal((await read({}))?.root, '1000.000100');
});

test('a person is asked for by the word in front, or by the word and a mention', async () => {
  const asks = async (text: string) => (await read({ text }))?.isEscalationRequest;

  for (const text of [
    '!escalate',
    '  !Escalate now',
    '<@UBOT> please escalate',
    'Escalate <@UBOT>',
    'escalate',
    '<@UBOT> I want to talk to a person',
  ]) {
    assert.equal(await asks(text), true, text);
  }
  for (const text of [
    'I said !escalate',
    '&gt; <@UBOT> human please',
    '!escalated',
    '<@UBOT> hello',
    '<@UANN> escalate',
  ]) {
    assert.equal(await asks(text), false, text);
  }
  assert.equal(
    (await read({ text: '<@UBOT> hello &amp; <@UBOT>' }))?.text,
    '@Handoff hello & @Handoff',
  );
});

test('a message opens a conversation in the intake channels and the direct messages alone', async () => {
  const where = async (channel: string, text = 'Hi') => {
    const message = await read({ text }, channel);
    return [message?.place, message?.isIntake, message?.mayGreet];
  };

  assert.deepEqual(await where('CHELP'), ['channel', true, true]);
  assert.deepEqual(await where('CLOUNGE'), ['channel', true, false]);
  assert.deepEqual(await where('CLOUNGE', '<@UBOT> hi'), ['channel', true, true]);
  assert.deepEqual(await where('CQUIET', '<@UBOT> hi'), ['channel', true, false]);
  assert.deepEqual(await where('COTHER', '<@UBOT> hi'), ['channel', false, false]);
  assert.deepEqual(await where('D1'), ['direct', true, true]);
});

test('an edit asks for nobody, and opens a conversation only where its message is of this hour', async () => {
  const young = await edited('1000.000100', '!escalate');
  const old = await edited('-1601.000000', 'I was charged twice');

  assert.partialDeepStrictEqual(young, {
    status: 'message',
    isNew: false,
    message: { isIntake: true, isEscalationRequest: false, revision: '2000.000000' },
  });
  assert.partialDeepStrictEqual(old, { isNew: false, message: { isIntake: false } });
});

test('a deleted message is deleted, also where its replies keep a tombstone', async () => {
  const gone = { team: 'T1', channel: 'CHELP', ts: '1000.000100', revision: '2000.000000' };
  const deletion = { subtype: 'message_deleted', deleted_ts: '1000.000100' };
  const tombstone = { ts: '1000.000100', thread_ts: '1000.000100', subtype: 'tombstone' };

  assert.deepEqual(await readChange(deletion), {
    status: 'deleted',
    message: { ...gone, root: '1000.000100' },
  });
  assert.deepEqual(
    await readChange({
      ...deletion,
      previous_message: { ts: '1000.000100', thread_ts: '900.000000' },
    }),
    { status: 'deleted', message: { ...gone, root: '900.000000' } },
  );
  assert.deepEqual(await readChange({ subtype: 'message_changed', message: tombstone }), {
    status: 'deleted',
    message: { ...gone, root: '1000.000100' },
  });
});

test('what was edited before it is read counts from its edit on, and its files have names', async () => {
  const files = [
    { name: 'a.pdf', mimetype: 'application/pdf' },
    { title: 'B', filetype: 'png' },
    {},
  ];

  const message = await read({ edited: { ts: '1500.000000' }, files, text: null });

  assert.equal(message?.revision, '1500.000000');
  assert.equal(message?.text, '');
  assert.deepEqual(message?.files, [
    { name: 'a.pdf', kind: 'application/pdf' },
    { name: 'B', kind: 'png' },
    { name: 'unnamed', kind: 'unknown' },
  ]);
});
