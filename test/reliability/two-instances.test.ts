import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCompany } from '../support/company.ts';
import { startHandoffProcess, temporaryFolder } from '../support/handoff-process.ts';
import { startModelServer } from '../support/model-server.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { startBot } from '../support/start-bot.ts';

const postgres = await openPostgres();
const skip = postgres ? false : 'there is no PostgreSQL';
const company = await openCompany();
const { slack, help, billing, sales, customer, card, cards } = company;
let isSilent = false;
const model = await startModelServer({
  reply: ({ messages, tools }) => {
    if (isSilent) return { hang: true };
    const category = /discount/.test(messages[1]?.content ?? '') ? 'sale' : 'billing';
    return tools
      ? { calls: [{ name: 'route_to_agent', arguments: { agent_type: category, summary: 'S.' } }] }
      : { json: { reasoning: 'R.', category, email: null } };
  },
});
after(async () => {
  await model.close();
  await slack.stop();
  await postgres?.stop();
});

test('what a killed instance was about, another finishes within a minute', { skip }, async () => {
  assert.ok(postgres);
  const one = startHandoffProcess(await temporaryFolder(), {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: postgres.address.connectionString,
    OPENAI_BASE_URL: model.baseURL,
    OPENAI_API_KEY: 'key',
    OPENAI_MODEL: 'scripted',
  });
  slack.deliverTo(`${await one.ready()}/slack/events`);
  const [ann, bob] = [customer('Ann'), customer('Bob')];
  slack.faults.add({ method: 'chat.postMessage', channel: billing, fault: 'hang', times: 1 });
  await ann.command('/escalate', { in: help, text: 'I was charged twice' });
  await slack.waitFor(() => slack.calls.some(({ args }) => args.channel === billing.id), {
    what: 'the post that hangs',
    timeoutMs: 15_000,
  });
  isSilent = true;
  const asked = model.requests.length;
  await bob.command('/escalate', { in: help, text: 'Any discounts?' });
  await slack.waitFor(() => model.requests.length > asked, { what: 'a question to the model' });

  one.send('SIGKILL');
  await one.ended;
  isSilent = false;
  const two = await startBot({
    company,
    database: postgres.address,
    model: { name: 'scripted', apiKey: 'key', baseURL: model.baseURL },
  });
  after(two.stop);

  await Promise.all([card(billing, 'Ann', 60_000), card(sales, 'Bob', 60_000)]);
  await two.settled();
  assert.deepEqual([cards('Ann').length, cards('Bob').length], [1, 1]);
});
