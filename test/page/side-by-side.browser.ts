import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createGate } from './gate.ts';
import { assertSeat, inSlack } from './in-slack.ts';
import { noBrowser, type Playground, startPlayground } from './open-page.ts';

const skip = noBrowser();
let playground: Playground;
before(async () => {
  if (!skip) playground = await startPlayground();
});
after(() => playground?.stop());

test('what one tab writes, edits and deletes shows in another at once, without any request', {
  skip,
}, async () => {
  const pages = [await playground.open(), await playground.open({ as: 'Amy Agent' })] as const;
  const [john, amy] = [inSlack(pages[0]), inSlack(pages[1])];
  await amy.channel('agents-billing').click();
  const requests = requestsOf(...pages);

  await john.say(john.main, 'Is anybody ther?');
  await amy.sidebar.getByRole('button', { name: 'help 1 unread' }).click();
  await amy.sidebar.getByRole('button', { name: 'help', exact: true }).waitFor();
  const seen = amy.message(amy.main, 'Is anybody ther?');
  await seen.waitFor();

  const mine = john.message(john.main, 'Is anybody');
  await mine.hover();
  await mine.getByRole('button', { name: 'More actions' }).click();
  await mine.getByRole('button', { name: 'Edit message' }).click();
  await john.main.getByLabel('Edit the message').fill('Is anybody there?');
  await pages[0].keyboard.press('Enter');
  await amy.message(amy.main, 'Is anybody there?').getByText('(edited)').waitFor();
  assert.equal(await seen.count(), 0);

  await john.say(john.main, 'Never mind');
  await amy.message(amy.main, 'Never mind').waitFor();
  const last = john.message(john.main, 'Never mind');
  await last.hover();
  await last.getByRole('button', { name: 'More actions' }).click();
  await last.getByRole('button', { name: 'Delete message' }).click();
  await amy.main.getByText('Never mind').waitFor({ state: 'detached' });
  assert.deepEqual(requests, []);
});

test('what the bot says it is doing shows until it is done', { skip }, async () => {
  const { slack } = playground.set;
  const nora = inSlack(await playground.open({ as: 'Nora New' }));
  await nora.say(nora.main, 'My password does not work');
  const asked = nora.message(nora.main, 'My password does not work');
  await asked.getByRole('button', { name: '1 reply' }).click();
  await nora.thread.getByRole('button', { name: 'Talk to a person' }).waitFor();
  const said = slack.messages(playground.set.company.help).at(-1);
  assert.ok(said);
  const setStatus = (status: string) =>
    fetch(`${slack.apiUrl}assistant.threads.setStatus`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel_id: said.channel, thread_ts: said.ts, status }),
    });

  await setStatus('is thinking …');
  await nora.thread.getByText('Handoff is thinking …').waitFor();
  await setStatus('');
  await nora.thread.getByText('Handoff is thinking …').waitFor({ state: 'detached' });
});

test('a reload leaves who I am and where I look', { skip }, async () => {
  const page = await playground.open();
  const slack = inSlack(page);
  await slack.seat.selectOption({ label: 'Amy Agent – An agent' });
  await slack.say(slack.main, 'I am on it');
  const mine = slack.message(slack.main, 'I am on it');
  await mine.hover();
  await mine.getByRole('button', { name: 'Reply' }).click();
  await slack.say(slack.thread, 'This is my reply');

  await page.reload();

  await slack.message(slack.thread, 'This is my reply').waitFor();
  await assertSeat(slack, 'Amy Agent');
});

test('the page says when the playground is gone, and goes on when it is back', {
  skip,
}, async (t) => {
  const gate = await createGate(playground.url);
  t.after(gate.stop);
  const page = await playground.open({ url: gate.url });
  const john = inSlack(page);

  await gate.shut();
  await page.getByText('The playground does not answer.').waitFor();
  await john.say(john.main, 'Does this get lost?');
  await page.getByRole('button', { name: 'Close this notice' }).click();
  assert.equal(await john.main.getByRole('textbox').inputValue(), 'Does this get lost?');

  await gate.open();
  await page.getByText('The playground does not answer.').waitFor({ state: 'detached' });
  await john.main.getByRole('button', { name: 'Send' }).click();
  await john.message(john.main, 'Does this get lost?').waitFor();
});

/** What these tabs ask for from now on, but for pictures; a WebSocket's messages are none of it. */
function requestsOf(...pages: readonly Page[]): string[] {
  const requests: string[] = [];
  for (const page of pages) {
    page.on('request', (request) => {
      if (!request.url().endsWith('/icon.svg')) requests.push(request.url());
    });
  }
  return requests;
}
