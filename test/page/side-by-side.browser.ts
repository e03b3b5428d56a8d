import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startBreakableProxy } from './breakable-proxy.ts';
import { assertPerson, inSlack } from './in-slack.ts';
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

test('the status that the bot sets shows until it clears it', { skip }, async () => {
  const { slack } = playground.environment;
  const nora = inSlack(await playground.open({ as: 'Nora New' }));
  await nora.say(nora.main, 'My password does not work');
  const asked = nora.message(nora.main, 'My password does not work');
  await asked.getByRole('button', { name: '1 reply' }).click();
  await nora.thread.getByRole('button', { name: 'Talk to a person' }).waitFor();
  const posted = slack.messages(playground.environment.company.help).at(-1);
  assert.ok(posted);
  const setStatus = (status: string) =>
    fetch(`${slack.apiUrl}assistant.threads.setStatus`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel_id: posted.channel, thread_ts: posted.ts, status }),
    });

  await setStatus('is thinking …');
  await nora.thread.getByText('Handoff is thinking …').waitFor();
  await setStatus('');
  await nora.thread.getByText('Handoff is thinking …').waitFor({ state: 'detached' });
});

test('a form opens in the tab where it was asked for, and covers no other', { skip }, async () => {
  const { slack: workspace, company } = playground.environment;
  const pages = [
    await playground.open({ as: 'Gil Guest' }),
    await playground.open({ as: 'Gil Guest' }),
    await playground.open({ as: 'Ben Agent' }),
  ];
  const [first, second, ben] = pages.map(inSlack);
  assert.ok(first && second && ben);
  const isOpen = () => Promise.all([first, second, ben].map(({ form }) => form.count()));

  await first.say(first.main, '/escalate');
  await first.form.getByLabel('What do you need help with?').fill('I cannot log in');
  await workspace.as(company.agents.amy).say(company.help, 'I am here now');
  for (const { main, message } of [second, ben]) await message(main, 'I am here now').waitFor();
  assert.deepEqual(await isOpen(), [1, 0, 0]);

  await second.say(second.main, '/escalate');
  await second.form.getByLabel('What do you need help with?').waitFor();
  assert.deepEqual(await isOpen(), [1, 1, 0]);
  await second.form.getByRole('button', { name: 'Cancel' }).click();
  await second.form.waitFor({ state: 'detached' });
  assert.deepEqual(await isOpen(), [1, 0, 0]);

  await first.form.getByRole('button', { name: 'Send' }).click();
  await first.form.waitFor({ state: 'detached' });
  await second.main.getByText(/is with our team for Support/).waitFor();
});

test('a reload keeps the person and the view', { skip }, async () => {
  const page = await playground.open();
  const slack = inSlack(page);
  await slack.personSelect.selectOption({ label: 'Amy Agent – An agent, and a lead' });
  await slack.say(slack.main, 'I am on it');
  const mine = slack.message(slack.main, 'I am on it');
  await mine.hover();
  await mine.getByRole('button', { name: 'Reply' }).click();
  await slack.say(slack.thread, 'This is my reply');

  await page.reload();

  await slack.message(slack.thread, 'This is my reply').waitFor();
  await assertPerson(slack, 'Amy Agent');
});

test('the page says when the playground does not answer, and continues when it answers again', {
  skip,
}, async (t) => {
  const proxy = await startBreakableProxy(playground.url);
  t.after(proxy.stop);
  const page = await playground.open({ url: proxy.url });
  const john = inSlack(page);

  await proxy.close();
  await page.getByText('The playground does not answer.').waitFor();
  await john.say(john.main, 'Does this get lost?');
  await page.getByRole('button', { name: 'Close this notice' }).click();
  assert.equal(await john.main.getByRole('textbox').inputValue(), 'Does this get lost?');

  await proxy.reopen();
  await page.getByText('The playground does not answer.').waitFor({ state: 'detached' });
  await john.main.getByRole('button', { name: 'Send' }).click();
  await john.message(john.main, 'Does this get lost?').waitFor();
});

/** The requests of these tabs from now on, without the icon; a WebSocket's messages are not requests. */
function requestsOf(...pages: readonly Page[]): string[] {
  const requests: string[] = [];
  for (const page of pages) {
    page.on('request', (request) => {
      if (!request.url().endsWith('/icon.svg')) requests.push(request.url());
    });
  }
  return requests;
}
