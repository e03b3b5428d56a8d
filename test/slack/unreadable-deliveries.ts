import assert from 'node:assert/strict';
import { stringify } from 'node:querystring';
import { after, test } from 'node:test';
import { startBot } from '../support/start-bot.ts';

/** Deliveries that can never be read; the same over every transport. */
export async function testUnreadableDeliveries({
  socketMode,
}: {
  socketMode: boolean;
}): Promise<void> {
  const bot = await startBot({ socketMode });
  const { slack, help } = bot;
  const ann = bot.customer('Ann').person.id;
  after(bot.stop);

  /** Whether what was delivered is acknowledged. */
  async function deliver(payload: object): Promise<boolean> {
    const isEvent = 'event' in payload;
    if (socketMode) {
      const type = isEvent ? 'events_api' : 'interactive';
      return (await slack.sockets.deliver({ type, payload })) === 'acknowledged';
    }
    const json = JSON.stringify(payload);
    const { status } = await slack.deliverRaw(
      isEvent
        ? { body: json }
        : {
            body: stringify({ payload: json }),
            contentType: 'application/x-www-form-urlencoded',
          },
    );
    return status === 200;
  }

  const ts = `${(Date.now() / 1000).toFixed(3)}001`;
  const message = { type: 'message', channel: help.id, user: ann, ts, text: 'x' };
  const opened = { type: 'app_home_opened', user: ann, tab: 'home', channel: 'D1' };

  const events: { what: string; event: unknown }[] = [
    { what: 'a Home tab of nobody', event: { ...opened, user: null } },
    { what: 'a Home tab of an object', event: { ...opened, user: { id: ann } } },
    { what: 'a Home tab of an id that is none', event: { ...opened, user: 'U\u0000' } },
    { what: 'a Home tab without a tab', event: { ...opened, tab: 7 } },
    { what: 'a message without a time', event: { ...message, ts: undefined } },
    { what: 'a message of no time', event: { ...message, ts: 'soon' } },
    { what: 'a message of a time out of reach', event: { ...message, ts: '99999999999999.1' } },
    { what: 'a message in no channel', event: { ...message, channel: null } },
    { what: 'a message in a channel of no id', event: { ...message, channel: 'C\u0000' } },
    {
      what: 'a change of nothing',
      event: { ...message, subtype: 'message_changed', event_ts: ts, message: null },
    },
    { what: 'a deletion of nothing', event: { ...message, subtype: 'message_deleted' } },
    { what: 'a member of nothing', event: { type: 'member_joined_channel', user: ann } },
  ];

  for (const { what, event } of events) {
    test(`${what} is acknowledged and refused, with one line in the log`, async () => {
      const before = bot.log.length;

      const isAcknowledged = await deliver({
        type: 'event_callback',
        team_id: slack.team.id,
        event_id: 'Ev1',
        event,
      });
      await bot.settled();

      assert.ok(isAcknowledged);
      const lines = bot.log.slice(before).map((line) => line.message);
      assert.deepEqual(lines, ['A delivery could not be read; it was refused']);
    });
  }

  for (const event of [null, 'x', 7, [], {}, { type: 5 }]) {
    test(`an event that is ${JSON.stringify(event)} is acknowledged and changes nothing`, async () => {
      const isAcknowledged = await deliver({
        type: 'event_callback',
        team_id: slack.team.id,
        event,
      });

      assert.ok(isAcknowledged);
    });
  }

  const person = { team: { id: slack.team.id }, user: { id: ann }, trigger_id: 'trigger' };
  const press = {
    ...person,
    type: 'block_actions',
    container: { type: 'message', message_ts: ts },
    actions: [{ type: 'button', action_id: 'escalate', action_ts: '1.5', value: 'x' }],
  };
  const interactions: { what: string; payload: object }[] = [
    { what: 'a press by nobody', payload: { ...press, user: { id: null } } },
    { what: 'a press in a tab by nobody', payload: { ...press, user: {}, view: { type: 'home' } } },
    {
      what: 'a press of an odd value',
      payload: { ...press, actions: [{ ...press.actions[0], value: {} }] },
    },
    {
      what: 'a form of no answers',
      payload: {
        ...person,
        type: 'view_submission',
        view: { id: 'V1', type: 'modal', callback_id: 'escalate_form', state: 'none' },
      },
    },
  ];

  for (const { what, payload } of interactions) {
    test(`${what} is acknowledged and refused, with one line in the log`, async () => {
      const before = bot.log.length;

      const isAcknowledged = await deliver(payload);

      assert.ok(isAcknowledged);
      const lines = bot.log.slice(before).map((line) => line.message);
      assert.deepEqual(lines, ['A delivery could not be read; it was refused']);
    });
  }

  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    test(`a button, a form and a shortcut that are called ${name} are nobody’s`, async () => {
      const before = bot.log.length;
      const actions = [{ ...press.actions[0], action_id: name }];
      const view = { id: 'V1', type: 'modal', callback_id: name, state: { values: {} } };
      const shortcut = { type: 'message_action', callback_id: name, message };

      for (const more of [{ ...press, actions }, { type: 'view_submission', view }, shortcut]) {
        assert.ok(await deliver({ ...person, ...more }));
      }

      assert.equal(bot.log.length, before);
    });
  }
}
