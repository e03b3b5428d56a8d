import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { startBot } from '../support/start-bot.ts';

const company = await openCompany({ redeliverAfterMs: [] });
const { slack, help } = company;
const bot = await startBot({ company, socketMode: true });
after(async () => {
  await bot.stop();
  await slack.stop();
});

const event = { type: 'event_callback', team_id: slack.team.id };

for (const payload of [null, undefined, 'x', 7, true, [], [event]]) {
  for (const type of ['events_api', 'interactive', 'slash_commands', 'of_tomorrow']) {
    const what = `an envelope (${type}) around ${JSON.stringify(payload) ?? 'nothing'}`;
    test(`${what} is acknowledged and refused, with one line in the log`, async () => {
      const before = bot.log.length;

      const status = await slack.sockets.deliver({ type, payload });

      assert.equal(status, 'acknowledged');
      const lines = bot.log.slice(before).map((line) => line.message);
      assert.deepEqual(lines, ['A delivery could not be read; it was refused']);
    });
  }
}

for (const type of ['connected', 'disconnected', 'close', 'error', 'slack_event', 'ws_message']) {
  test(`an event that is called ${type} is nobody’s, and the socket stays`, async () => {
    const payload = { ...event, event: { type } };

    const status = await slack.sockets.deliver({ type: 'events_api', payload });

    assert.equal(status, 'acknowledged');
    assert.equal(slack.sockets.count, 1);
    assert.equal((await fetch(`${bot.url}/ready`)).status, 200);
  });
}

for (const [index, attempt] of [null, {}, [], true, -1, 'three', '', 1e99].entries()) {
  test(`a message whose envelope counts its attempts by ${JSON.stringify(attempt)} is taken in`, async () => {
    const customer = bot.customer(`Customer ${index}`);
    slack.faults.add({ fault: 'dropped', type: 'message', times: 1 });
    const { ts, text } = await customer.say(help, 'I was charged twice');
    const message = { type: 'message', channel: help.id, user: customer.person.id, ts, text };

    const status = await slack.sockets.deliver({
      type: 'events_api',
      payload: { ...event, event_id: `Ev${index}`, event: message },
      retry_attempt: attempt,
      retry_reason: attempt,
    });

    assert.equal(status, 'acknowledged');
    await slack.waitFor(() => slack.thread(help, ts)[1], { what: 'a greeting' });
  });
}
