import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createControls } from '../../playground/demo/controls/create-controls.ts';
import { cardsOf } from '../../playground/demo/run-scenario.ts';
import { type DemoEnvironment, startEnvironment } from '../../playground/demo/start-environment.ts';
import { anyHome, temporaryFolder } from '../support/handoff-process.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';

const stops = new AsyncDisposableStack();
const home = await anyHome(await temporaryFolder());
let environment: DemoEnvironment;
let model: ModelServer;
let controls: Awaited<ReturnType<typeof createControls>>;
before(async () => {
  model = await startModelServer({
    model: () => ({
      classification: { category: 'billing', confidence: 0.9 },
      route_to_agent: { agent_type: 'billing', summary: 'They were charged twice.' },
    }),
  });
  stops.defer(model.close);
  environment = await startEnvironment({ progress: () => {}, stops });
  const { slack, company, settings, clock } = environment;
  controls = await createControls({
    slack,
    company,
    clock,
    scenarios: [],
    settings: { ...settings, ...home, OPENAI_API_KEY: 'none' },
    model: { url: model.baseURL, name: 'a-model' },
  });
  stops.defer(controls.stop);
  await controls.start();
});
after(() => stops.disposeAsync());

test('the demo runs on the model that is set', async () => {
  const card = await cardOf('nora');

  assert.match(card.shown, /Summary \(written by AI\)\n“?They were charged twice\./);
  assert.equal(controls.now().model.name, 'a-model');
});

test('a model that is turned off from the page costs a ticket its summary, and nothing else', async () => {
  await controls.act(
    { type: 'set fault', fault: 'model-down', isOn: true },
    { tab: '', onStep() {} },
  );

  const card = await cardOf('john');

  assert.match(card.shown, /Summary \(the customer's own words: the AI model /);
  assert.ok(controls.log().some(({ text }) => text.includes('The model is down')));
});

async function cardOf(name: 'john' | 'nora') {
  const { slack, company, customers } = environment;
  const customer = customers[name];
  await slack.as(customer).directMessage('I was charged twice for a TV');
  await slack.delivered();
  await slack.as(customer).command('/escalate');
  const { card } = await slack.waitFor(() => cardsOf(customer, { slack, company })[0], {
    what: `the ticket of ${customer.realName}`,
    timeoutMs: 60_000,
  });
  return card;
}
