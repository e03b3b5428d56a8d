import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBackstage } from '../../playground/demo/backstage/backstage.ts';
import { cardsOf } from '../../playground/demo/perform-scene.ts';
import { type DemoSet, setTheStage } from '../../playground/demo/set-the-stage.ts';
import { type ModelServer, startModelServer } from '../model-server.ts';

const stops = new AsyncDisposableStack();
let set: DemoSet;
let model: ModelServer;
let backstage: Awaited<ReturnType<typeof createBackstage>>;
before(async () => {
  model = await startModelServer({
    model: () => ({
      classification: { category: 'billing', confidence: 0.9 },
      route_to_agent: { agent_type: 'billing', summary: 'They were charged twice.' },
    }),
  });
  stops.defer(model.close);
  set = await setTheStage({ progress: () => {}, stops });
  const { slack, company, settings } = set;
  backstage = await createBackstage({
    slack,
    company,
    scenes: [],
    settings: { ...settings, OPENAI_API_KEY: 'none' },
    model: { url: model.baseURL, name: 'a-model' },
  });
  stops.defer(backstage.stop);
  await backstage.start();
});
after(() => stops.disposeAsync());

test('the demo runs on the model that is set', async () => {
  const card = await cardOf('nora');

  assert.match(card.shown, /Summary \(written by the model\)\n“?They were charged twice\./);
  assert.equal(backstage.now().model.name, 'a-model');
});

test('a model that is taken down from the page costs a ticket its summary, and nothing else', async () => {
  await backstage.act({ type: 'fault', fault: 'model-down', isOn: true }, () => {});

  const card = await cardOf('john');

  assert.match(card.shown, /triaged without a model/);
  assert.ok(backstage.lines().some(({ words }) => words.includes('The model is down')));
});

async function cardOf(name: 'john' | 'nora') {
  const { slack, company, cast } = set;
  const customer = cast[name];
  await slack.as(customer).directMessage('I was charged twice for a TV');
  await slack.delivered();
  await slack.as(customer).command('/escalate');
  const { card } = await slack.waitFor(() => cardsOf(customer, { slack, company })[0], {
    what: `the ticket of ${customer.realName}`,
    timeoutMs: 60_000,
  });
  return card;
}
