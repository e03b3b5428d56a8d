import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessageReader } from '../../../src/slack/reading/read-message.ts';
import { MessageEvent, workspaceOf } from '../../../src/slack/reading/slack-message.ts';

const left: object[] = [];
const reader = createMessageReader({
  bot: { team: 'T1', botUserId: 'UBOT', botId: 'BBOT', url: 'https://example.slack.com/' },
  agents: {
    actor: (user) => ({ user, kind: user === 'UAMY' ? 'agent' : 'person' }),
  },
  intake: new Map([
    ['CHELP', 'always'],
    ['CLOUNGE', 'mentioned'],
    ['CQUIET', 'never'],
  ]),
  names: { user: () => undefined, channel: () => undefined },
  log: { info: (about) => left.push(about) },
});

/** A message of a channel's history, with what a test changes. */
function read(message: object, channel = 'CHELP') {
  const event = MessageEvent.parse({
    type: 'message',
    channel,
    ts: '1000.000100',
    user: 'UANN',
    text: 'I was charged twice',
    ...message,
  });
  const reading = reader.readEvent('T1', event);
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

test('somebody’s words are read, whichever of Slack’s kinds they are, and nothing else is', () => {
  const kinds = ['file_share', 'thread_broadcast', 'reply_broadcast', 'me_message'];
  for (const subtype of [undefined, null, ...kinds]) {
    assert.equal(read({ subtype })?.text, 'I was charged twice', `${subtype}`);
  }
  const reports = ['channel_join', 'channel_topic', 'pinned_item', 'bot_add', 'huddle_thread'];
  for (const subtype of reports) {
    assert.equal(read({ subtype }), undefined, subtype);
  }
  assert.equal(read({ user: null }), undefined);
});

test('a kind that nobody knew is read where it was typed in a client, or else it is noted', () => {
  const typed = { subtype: 'voice_memo', client_msg_id: '7d1f' };
  const before = left.length;

  assert.equal(read(typed)?.text, 'I was charged twice');
  assert.equal(read({ subtype: 'channel_canvas_updated', client_msg_id: '7d1f' }), undefined);
  assert.equal(left.length, before);

  assert.equal(read({ subtype: 'voice_memo' }), undefined);
  assert.partialDeepStrictEqual(left.at(-1), { ts: '1000.000100', subtype: 'voice_memo' });
});

test('what the bot itself posts is not read, and what another bot posts is a bot’s', () => {
  const byBot = { subtype: 'bot_message', user: null, bot_id: 'BOTHER' };

  assert.equal(read({ user: 'UBOT' }), undefined);
  assert.equal(read({ ...byBot, bot_id: 'BBOT' }), undefined);
  assert.deepEqual(read(byBot)?.author, { user: 'BOTHER', kind: 'bot' });
  assert.deepEqual(read({ bot_id: 'BOTHER' })?.author, { user: 'UANN', kind: 'bot' });
  assert.deepEqual(read({ user: 'UAMY' })?.author, { user: 'UAMY', kind: 'agent' });
});

test('a reply belongs to its thread, and any other message is a root', () => {
  assert.equal(read({ thread_ts: '900.000000' })?.root, '900.000000');
  assert.equal(read({})?.root, '1000.000100');
});

test('a person is asked for by the word in front, or by the word and a mention', () => {
  const asks = (text: string) => read({ text })?.isEscalationRequest;

  for (const text of [
    '!escalate',
    '  !Escalate now',
    '<@UBOT> please escalate',
    'Escalate <@UBOT>',
    'escalate',
    '<@UBOT> I want to talk to a person',
  ]) {
    assert.equal(asks(text), true, text);
  }
  for (const text of [
    'I said !escalate',
    '&gt; <@UBOT> human please',
    '!escalated',
    '<@UBOT> hello',
    '<@UANN> escalate',
  ]) {
    assert.equal(asks(text), false, text);
  }
  assert.equal(read({ text: '<@UBOT> hello &amp; <@UBOT>' })?.text, '@Handoff hello & @Handoff');
});

test('a message opens a conversation in the intake channels and the direct messages alone', () => {
  const where = (channel: string, text = 'Hi') => {
    const message = read({ text }, channel);
    return [message?.place, message?.isIntake, message?.mayGreet];
  };

  assert.deepEqual(where('CHELP'), ['channel', true, true]);
  assert.deepEqual(where('CLOUNGE'), ['channel', true, false]);
  assert.deepEqual(where('CLOUNGE', '<@UBOT> hi'), ['channel', true, true]);
  assert.deepEqual(where('CQUIET', '<@UBOT> hi'), ['channel', true, false]);
  assert.deepEqual(where('COTHER', '<@UBOT> hi'), ['channel', false, false]);
  assert.deepEqual(where('D1'), ['direct', true, true]);
});

test('an edit asks for nobody, and opens a conversation only where its message is of this hour', () => {
  const young = edited('1000.000100', '!escalate');
  const old = edited('-1601.000000', 'I was charged twice');

  assert.partialDeepStrictEqual(young, {
    status: 'message',
    isNew: false,
    message: { isIntake: true, isEscalationRequest: false, revision: '2000.000000' },
  });
  assert.partialDeepStrictEqual(old, { isNew: false, message: { isIntake: false } });
});

test('a deleted message is deleted, also where its replies keep a tombstone', () => {
  const gone = { team: 'T1', channel: 'CHELP', ts: '1000.000100', revision: '2000.000000' };
  const deletion = { subtype: 'message_deleted', deleted_ts: '1000.000100' };
  const tombstone = { ts: '1000.000100', thread_ts: '1000.000100', subtype: 'tombstone' };

  assert.deepEqual(readChange(deletion), {
    status: 'deleted',
    message: { ...gone, root: '1000.000100' },
  });
  assert.deepEqual(
    readChange({ ...deletion, previous_message: { ts: '1000.000100', thread_ts: '900.000000' } }),
    { status: 'deleted', message: { ...gone, root: '900.000000' } },
  );
  assert.deepEqual(readChange({ subtype: 'message_changed', message: tombstone }), {
    status: 'deleted',
    message: { ...gone, root: '1000.000100' },
  });
});

test('what was edited before it is read counts from its edit on, and its files have names', () => {
  const files = [
    { name: 'a.pdf', mimetype: 'application/pdf' },
    { title: 'B', filetype: 'png' },
    {},
  ];

  const message = read({ edited: { ts: '1500.000000' }, files, text: null });

  assert.equal(message?.revision, '1500.000000');
  assert.equal(message?.text, '');
  assert.deepEqual(message?.files, [
    { name: 'a.pdf', kind: 'application/pdf' },
    { name: 'B', kind: 'png' },
    { name: 'unnamed', kind: 'unknown' },
  ]);
});

test('an event of a shared channel is for the workspace that the bot is in', () => {
  const authorizations = [{ team_id: 'TOURS' }];

  assert.equal(workspaceOf({ team_id: 'TTHEIRS', context_team_id: 'TOURS' }), 'TOURS');
  assert.equal(workspaceOf({ team_id: 'TTHEIRS', context_team_id: null, authorizations }), 'TOURS');
  assert.equal(workspaceOf({ team_id: 'TOURS', authorizations: [] }), 'TOURS');
});
