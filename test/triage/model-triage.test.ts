import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type ChatRequest, type ScriptedReply, startModelServer } from '../support/model-server.ts';
import { startBot } from '../support/start-bot.ts';

/** What the model does about a conversation, by the word for it that its customer writes. */
const plans: Record<string, { first: ScriptedReply; second: ScriptedReply }> = {
  split: { first: classified('billing'), second: routed('sale') },
  unclear: { first: classified('unclear'), second: routed('unclear') },
  refusal: { first: { refusal: 'I cannot.' }, second: { refusal: 'I cannot.' } },
  babble: { first: { text: 'Sure!' }, second: { text: 'Sure!' } },
  recovery: { first: { refusal: 'I cannot.' }, second: routed('billing') },
};
const corrected = [classified('complaints'), classified('support'), routed('support')].values();

const model = await startModelServer({
  reply: (request) => {
    const input = request.messages[1]?.content ?? '';
    if (input.includes('corrected')) return corrected.next().value ?? { status: 500 };
    const [, plan] = Object.entries(plans).find(([word]) => input.includes(word)) ?? [];
    if (!plan) return { status: 500 };
    return isSecond(request) ? plan.second : plan.first;
  },
});
const bot = await startBot({ model: { baseURL: model.baseURL, name: 'scripted' } });
const { slack } = bot;
after(async () => {
  await bot.stop();
  await model.close();
});

test('opinions that differ go to the triage channel, with the reason and a click to each team', async () => {
  await escalate('Sid Split', 'A split question');

  const card = await bot.card(bot.triage, 'Sid Split');

  assert.match(
    card.shown,
    /^H-\d+ · To be sorted\nThis may be for Billing or for Sales\.\n(.+\n)+New\.\n/,
  );
  assert.match(card.shown, /\[Billing\] \[Sales\] \[Support\] \[Reply\] \[Claim\] \[Resolve\]/);
  assert.match(card.shown, /Summary \(written by AI\)\nIn short\./);
});

test('what is unclear goes to the triage channel, with the reason', async () => {
  await escalate('Una Unclear', 'An unclear question');

  const card = await bot.card(bot.triage, 'Una Unclear');

  assert.match(
    card.shown,
    /^H-\d+ · To be sorted\nIt is unclear which agents this is for\.\n(.+\n)+New\.\n/,
  );
});

test('a category that does not exist is asked about again, with what was wrong', async () => {
  await escalate('Cora Corrected', 'A corrected question');

  const card = await bot.card(bot.support, 'Cora Corrected');

  assert.match(card.shown, /Summary \(written by AI\)\nIn short\./);
  const asked = model.requests.filter(({ body }) =>
    body.messages[1]?.content.includes('corrected'),
  );
  assert.match(asked[1]?.body.messages.at(-1)?.content ?? '', /cannot be used[\s\S]+category/);
});

test('a model that declines costs a summary, not a ticket', async () => {
  await escalate('Rex Refused', 'A refusal about my refund');

  const card = await bot.card(bot.billing, 'Rex Refused');

  assert.match(
    card.shown,
    /own words: the AI model declined to answer\)\n“A refusal about my refund”/,
  );
});

test('a model that never answers as it should costs a summary, not a ticket', async () => {
  await escalate('Bea Babble', 'There is babble on my invoice');

  const card = await bot.card(bot.billing, 'Bea Babble');

  assert.match(card.shown, /own words: the AI model gave no usable answer\)\n“There is/);
});

test('a model that comes back for the summary gives the second opinion on the keywords', async () => {
  await escalate('Roy Recovery', 'My refund, after a recovery');

  const card = await bot.card(bot.billing, 'Roy Recovery');

  assert.match(card.shown, /Summary \(written by AI\)\nIn short\./);
});

test('a ticket says once that no directory is connected, also in a channel that would get no records', async () => {
  slack.share(bot.billing, true);
  await escalate('Una Unshown', 'A recovery of my refund');
  const shared = await bot.card(bot.billing, 'Una Unshown');
  assert.equal(shared.shown.match(/records/gi)?.length, 1);
  assert.match(shared.shown, /No records: no customer directory is connected\./);
  slack.share(bot.billing, false);

  const card = await bot.card(bot.billing, 'Roy Recovery');

  assert.match(card.shown, /No records: no customer directory is connected\./);
});

async function escalate(realName: string, text: string): Promise<void> {
  const name = realName.toLowerCase().replace(' ', '.');
  const person = slack.addUser({ name, realName, email: `${name}@shop.example` });
  await slack.as(person).directMessage(text);
  await slack.delivered();
  await slack.as(person).command('/escalate');
}

function isSecond({ tools, response_format }: ChatRequest): boolean {
  return tools !== undefined || response_format?.json_schema.name === 'route_to_agent';
}

function classified(category: string): ScriptedReply {
  return { json: { reasoning: 'So it seems.', category, email: null } };
}

function routed(agent_type: string): ScriptedReply {
  return { calls: [{ name: 'route_to_agent', arguments: { agent_type, summary: 'In short.' } }] };
}
