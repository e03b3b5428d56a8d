import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { assertPerson, inSlack } from './in-slack.ts';
import { noBrowser, type Playground, startPlayground } from './open-page.ts';

const skip = noBrowser();
let playground: Playground;
before(async () => {
  if (!skip) playground = await startPlayground();
});
after(() => playground?.stop());

test('a scenario leads from the menu to the open thread of its ticket, and an attack is plain text', {
  skip,
}, async () => {
  const page = await playground.open();
  const errors = errorsOf(page);
  const slack = inSlack(page);

  await page.getByRole('button', { name: 'Scenarios' }).click();
  await page.getByRole('button', { name: /^An attack/ }).click();
  await page.getByRole('button', { name: 'Stop: An attack' }).waitFor();
  await slack.thread.getByText('Transcript of H-1').waitFor({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Scenarios' }).waitFor();

  await assertPerson(slack, 'Amy Agent');
  await slack.thread.getByText('<script>alert("mine")</script>').first().waitFor();
  await slack.thread.getByText('<img src=x onerror="alert(1)">').first().waitFor();
  await assertHarmless(page);

  await slack.personSelect.selectOption({
    label: 'Nora New – A customer whom the shop does not know',
  });
  await slack.channel('help').click();
  const written = slack.message(slack.main, '<script>alert("mine")</script>');
  await written.getByRole('button', { name: /replies/ }).click();
  await slack.thread.getByText('<javascript:alert(1)|your account>').waitFor();
  await assertHarmless(page);
  assert.deepEqual(errors, []);
});

test('a scenario has its own ticket, where another ticket or a conversation is already open', {
  skip,
}, async () => {
  const page = await playground.open({ as: 'Nora New' });
  const slack = inSlack(page);
  const watch = async (scenario: RegExp, ticket: string) => {
    await page.getByRole('button', { name: 'Scenarios' }).click();
    await page.getByRole('button', { name: scenario }).click();
    await slack.thread.getByText(`Transcript of ${ticket}`).waitFor({ timeout: 90_000 });
    await page.getByRole('button', { name: 'Scenarios' }).waitFor();
  };

  await watch(/^A customer in #help/, 'H-2');
  await slack.personSelect.selectOption({ label: 'John Doe – A customer' });
  await slack.channel('Handoff').click();
  await slack.say(slack.main, 'Hello?');
  await slack.main.getByRole('button', { name: '1 reply' }).waitFor();
  await watch(/^A TV charged twice/, 'H-3');
  await slack.message(slack.thread, 'Transcript of H-3').getByText('Hello?').waitFor();
});

test('a visitor who goes elsewhere during a scenario stays there', { skip }, async () => {
  const page = await playground.open({ as: 'Gil Guest' });
  const slack = inSlack(page);

  await page.getByRole('button', { name: 'Scenarios' }).click();
  await page.getByRole('button', { name: /^Discounts on a monitor/ }).click();
  await page.getByText('John Doe writes').waitFor();
  await slack.channel('help').click();
  await page.getByRole('button', { name: 'Scenarios' }).waitFor({ timeout: 90_000 });

  await assertPerson(slack, 'John Doe');
  await slack.main.getByLabel('Message #help').waitFor();
});

test('a conversation of 300 messages opens at its end, and grows there', { skip }, async () => {
  const { slack: workspace, customers, company } = playground.environment;
  const john = workspace.as(customers.john);
  // The bot's answers are not part of this test.
  void workspace.goDown();
  const root = await john.say(company.help, 'My bank statement is full of charges');
  for (let line = 1; line < 300; line += 1) {
    await john.say(company.help, `What is charge ${line} for?`, { thread: root });
  }
  const slack = inSlack(await playground.open());

  await slack.main.getByRole('button', { name: '299 replies' }).click();

  const last = slack.message(slack.thread, 'What is charge 299 for?');
  await last.waitFor();
  await inView(last);
  await slack.say(slack.thread, 'That is all of it. Please refund it!');
  const added = slack.message(slack.thread, 'That is all of it.');
  await added.waitFor();
  await inView(added);
});

/** The dialogs and script errors of a page from now on. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => errors.push(`error: ${error.message}`));
  return errors;
}

/** Asserts that messages add nothing but text to the page. */
async function assertHarmless(page: Page): Promise<void> {
  assert.equal(await page.locator('img[src="x"], [onerror], article script').count(), 0);
  assert.equal(await page.locator('[href^="javascript" i], [src^="javascript" i]').count(), 0);
}

/** Waits until the whole message is in its list's visible part. */
async function inView(message: Locator): Promise<void> {
  const element = await message.elementHandle();
  assert.ok(element);
  await message.page().waitForFunction((shown) => {
    const [list, { top, bottom }] = [shown.closest('[role=log]'), shown.getBoundingClientRect()];
    const place = list?.getBoundingClientRect();
    return place && top >= place.top && bottom <= place.bottom + 1;
  }, element);
}
