import assert from 'node:assert/strict';
import { stringify } from 'node:querystring';
import { after, test } from 'node:test';
import { startBot } from '../support/start-bot.ts';

const bot = await startBot();
const { slack, help } = bot;
after(bot.stop);

const THEIRS = 'T0EXTERNAL';

let seconds = 1_800_000_000;

/** A message in #help by somebody, as an event that names these teams. */
async function deliverMessage(user: string, text: string, envelope: object) {
  seconds += 1_000;
  const ts = `${seconds}.000100`;
  const event = { type: 'message', channel: help.id, user, text, ts, event_ts: ts };
  const body = JSON.stringify({ type: 'event_callback', event, ...envelope });
  const { status } = await slack.deliverRaw({ body });
  await bot.settled();
  return { ts, status };
}

function interact(payload: object) {
  return slack.deliverRaw({
    body: stringify({ payload: JSON.stringify(payload) }),
    contentType: 'application/x-www-form-urlencoded',
  });
}

function form(user: string, text: string, view: object, team: string) {
  return {
    type: 'view_submission',
    team: { id: team },
    user: { id: user, team_id: THEIRS },
    view: {
      id: `V${text.replace(/\W/g, '')}`,
      callback_id: 'escalate_form',
      private_metadata: help.id,
      state: { values: { answer: { answer: { value: text } } } },
      ...view,
    },
  };
}

const refusals = () => bot.log.filter(({ message }) => message.includes('another workspace'));

test('a stranger’s form in a shared channel opens a ticket of ours, and their words follow it', async () => {
  const eve = bot.customer('Eve', { kind: 'stranger' });
  const view = { team_id: THEIRS, app_installed_team_id: slack.team.id };

  const { status } = await interact(form(eve.person.id, 'I was charged 7 times', view, THEIRS));
  const card = await bot.card(bot.billing, 'Customer: Eve');
  await bot.settled();
  await eve.command('/escalate', { in: help, text: 'Order 4471' });
  await bot.settled();

  assert.equal(status, 200);
  assert.match(card.shown, /^H-1 /);
  const thread = slack.thread(bot.billing, card).map(({ shown }) => shown);
  assert.match(thread.join('\n'), /I was charged 7 times.*Order 4471/s);
  assert.equal(refusals().length, 0);
});

test('a stranger’s event in a shared channel is taken in, by whichever field names us', async () => {
  const fay = bot.customer('Fay', { kind: 'stranger' });
  const envelopes = [
    { team_id: THEIRS, context_team_id: slack.team.id, is_ext_shared_channel: true },
    { team_id: THEIRS, authorizations: [{ team_id: slack.team.id }], is_ext_shared_channel: true },
  ];

  for (const envelope of envelopes) {
    const { ts } = await deliverMessage(fay.person.id, 'I was charged twice', envelope);

    assert.ok(slack.thread(help, ts).length > 0 || (await replied(ts)), JSON.stringify(envelope));
  }

  /** The bot's greeting, in the thread of a message that Slack itself does not have. */
  async function replied(ts: string) {
    return slack.calls.some(
      ({ method, args }) => method === 'chat.postMessage' && args.thread_ts === ts,
    );
  }
});

test('an event, a command, a click and a form of another installation are refused and logged', async () => {
  const gus = bot.customer('Gus');
  const before = refusals().length;
  const posts = () => slack.calls.filter(({ method }) => method.startsWith('chat.post')).length;
  const postsBefore = posts();
  const user = { id: gus.person.id, team_id: THEIRS };

  const event = await deliverMessage(gus.person.id, '!escalate', {
    team_id: THEIRS,
    context_team_id: THEIRS,
    authorizations: [{ team_id: THEIRS }],
  });
  const command = await slack.deliverRaw({
    body: stringify({
      command: '/escalate',
      team_id: THEIRS,
      channel_id: help.id,
      user_id: gus.person.id,
      text: 'I was charged twice',
      trigger_id: '1.2.3',
    }),
    contentType: 'application/x-www-form-urlencoded',
  });
  const view = { team_id: THEIRS, app_installed_team_id: THEIRS };
  const submitted = await interact(form(gus.person.id, 'Charged', view, slack.team.id));
  const clicked = await interact({
    type: 'block_actions',
    team: { id: THEIRS },
    user,
    trigger_id: '1.2.3',
    channel: { id: help.id },
    container: { message_ts: '1.2' },
    actions: [{ action_id: 'rerun_jobs', action_ts: '1.2' }],
  });
  await bot.settled();

  assert.deepEqual(
    [event.status, command.status, submitted.status, clicked.status],
    [200, 200, 200, 200],
  );
  assert.equal(posts(), postsBefore);
  assert.deepEqual(bot.cards('Customer: Gus'), []);
  const logged = refusals().slice(before);
  assert.deepEqual(
    logged.map(({ about }) => 'type' in about && about.type),
    ['message', '/escalate', 'view_submission', 'block_actions'],
  );
  for (const { level, about } of logged) {
    assert.equal(level, 'warn');
    assert.match(JSON.stringify(about), new RegExp(`${THEIRS}.*${slack.team.id}`));
  }
});
