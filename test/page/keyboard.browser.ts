import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { inSlack } from './in-slack.ts';
import { noBrowser, type Playground, startPlayground } from './open-page.ts';

const skip = noBrowser();
let playground: Playground;
before(async () => {
  if (!skip) playground = await startPlayground();
});
after(() => playground?.stop());

test('by keyboard alone, a customer escalates and an agent resolves the ticket', {
  skip,
}, async () => {
  const page = await playground.open();
  const { keyboard } = page;
  const slack = inSlack(page);
  const { form, main, thread } = slack;

  await goTo(slack.channel('Handoff'), page);
  await keyboard.press('Enter');
  const composer = main.getByRole('textbox', { name: 'Message Handoff' });
  await goTo(composer, page);
  await keyboard.type('/');
  await page.getByRole('option', { name: '/escalate', selected: true }).waitFor();
  await keyboard.press('Enter');
  assert.equal(await composer.inputValue(), '/escalate ');
  await keyboard.press('Enter');

  const question = form.getByLabel('What do you need help with?');
  await question.waitFor();
  assert.ok(await isFocused(question));
  await goTo(form.getByRole('button', { name: 'Send' }), page);
  await keyboard.press('Enter');
  const complaint = form.getByText('Please complete this required field.');
  await complaint.waitFor();
  assert.equal(await question.getAttribute('aria-invalid'), 'true');
  const describedBy = (await question.getAttribute('aria-describedby')) ?? '';
  assert.ok(describedBy.split(' ').includes((await complaint.getAttribute('id')) ?? 'none'));
  assert.ok(await isFocused(question));

  await keyboard.type('You charged me twice for a TV');
  await goTo(form.getByRole('button', { name: 'Send' }), page);
  await keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  assert.ok(await isFocused(composer));
  await main.getByText('H-1 is with our team for Billing').waitFor();

  await goTo(slack.personSelect, page, 'Shift+Tab');
  for (const _ of ['Nora', 'Gil', 'Greta', 'Amy']) await keyboard.press('ArrowDown');
  await goTo(slack.channel('agents-billing'), page);
  await keyboard.press('Enter');
  const card = slack.message(main, 'H-1 · Billing');
  const replies = card.getByRole('button', { name: /^\d+ repl/ });
  await replies.waitFor();
  await goTo(replies, page);
  await keyboard.press('Enter');
  await thread.getByText('Transcript of H-1').waitFor();
  assert.ok(await isFocused(thread.getByRole('textbox', { name: 'Reply in the thread' })));

  const opened = slack.message(thread, 'H-1 · Billing');
  const more = opened.getByRole('button', { name: 'More…' });
  await goTo(more, page, 'Shift+Tab');
  await keyboard.press('Enter');
  const assign = form.getByRole('button', { name: 'Assign to…' });
  await assign.waitFor();
  assert.ok(await isFocused(assign));
  await keyboard.press('Enter');
  const menu = form.getByRole('combobox', { name: 'To' });
  await menu.waitFor();
  assert.ok(await isFocused(menu));
  await keyboard.press('Enter');
  await form.getByRole('option', { name: 'Ben Agent' }).waitFor();
  await keyboard.press('Escape');
  await form.getByRole('option', { name: 'Ben Agent' }).waitFor({ state: 'detached' });
  assert.ok(await isFocused(menu));
  await keyboard.press('Enter');
  await keyboard.type('ben');
  await form.getByRole('option', { name: 'Amy Agent' }).waitFor({ state: 'detached' });
  await keyboard.press('Enter');
  await menu.getByText('Ben Agent').waitFor();
  await goTo(form.getByRole('button', { name: 'Assign' }), page);
  await keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  assert.ok(await isFocused(more));
  await opened.getByText('With Ben Agent.').waitFor();

  const move = opened.getByRole('button', { name: 'Move to…' });
  await goTo(move, page, 'Shift+Tab');
  await keyboard.press('Enter');
  await goTo(form.getByRole('radio', { name: 'It came to the wrong place' }), page);
  await keyboard.press('ArrowDown');
  await form.getByRole('radio', { name: 'It is their turn now', checked: true }).waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await form.getByRole('checkbox', { name: /notes along/, checked: false }).waitFor();
  await keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  assert.ok(await thread.isVisible());
  assert.ok(await isFocused(move));
  await goTo(opened.getByRole('button', { name: 'Resolve' }), page, 'Shift+Tab');
  await keyboard.press('Space');
  await opened.getByText('Resolved by Amy Agent.').waitFor();
  await assertSomewhere(page);
  await keyboard.press('Escape');
  await thread.waitFor({ state: 'detached' });
  assert.ok(await isFocused(replies));
});

test('the focus is never lost, whatever disappears under it', { skip }, async () => {
  const page = await playground.open({ as: 'Nora New' });
  const { keyboard } = page;
  const slack = inSlack(page);
  const { main } = slack;
  await goTo(main.getByRole('textbox'), page);
  await keyboard.type('I cannot log in');
  await keyboard.press('Enter');
  const message = slack.message(main, 'I cannot log in');
  await message.waitFor();
  const more = message.getByRole('button', { name: 'More actions' });
  const toolbar = message.getByRole('toolbar').getByRole('button').first();

  await goTo(toolbar, page, 'Shift+Tab');
  await keyboard.press('ArrowLeft');
  assert.ok(await isFocused(more));
  await keyboard.press('Enter');
  await goTo(message.getByRole('button', { name: 'Edit message' }), page);
  await keyboard.press('Enter');
  assert.ok(await isFocused(main.getByLabel('Edit the message')));
  await keyboard.press('Escape');
  await more.waitFor();
  await assertSomewhere(page);

  await goTo(toolbar, page);
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  assert.ok(await isFocused(more));

  await keyboard.press('Enter');
  await goTo(message.getByRole('button', { name: 'Delete message' }), page);
  await keyboard.press('Enter');
  await message.waitFor({ state: 'detached' });
  await assertSomewhere(page);

  const faults = page.getByRole('button', { name: 'Faults', exact: true });
  await goTo(faults, page, 'Shift+Tab');
  await keyboard.press('Enter');
  await goTo(page.getByRole('button', { name: 'Close the faults' }), page);
  await keyboard.press('Enter');
  assert.ok(await isFocused(faults));

  await goTo(page.getByRole('button', { name: 'Scenarios' }), page, 'Shift+Tab');
  await keyboard.press('Enter');
  await goTo(page.getByRole('button', { name: /^An attack/ }), page);
  await keyboard.press('Enter');
  const stop = page.getByRole('button', { name: /^Stop/ });
  await stop.waitFor();
  assert.ok(await isFocused(stop));
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Scenarios' }).waitFor();
  await assertSomewhere(page);
});

/** Presses Tab until the element has the focus. */
async function goTo(wanted: Locator, page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const most = 80;
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await isFocused(wanted)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${most} times ${key} do not lead to ${wanted}`);
}

async function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === element.ownerDocument.activeElement);
}

/** Waits until an element has the focus; without one, the active element is the page's body. */
async function assertSomewhere(page: Page): Promise<void> {
  await page.waitForFunction('document.activeElement !== document.body');
}
