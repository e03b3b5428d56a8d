import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inaccessible, noBrowser, type Playground, startPlayground } from './open-page.ts';

const skip = noBrowser();
let playground: Playground;
before(async () => {
  if (!skip) playground = await startPlayground();
});
after(() => playground?.stop());

test('by mouse, a customer asks in #help and an agent resolves the ticket', { skip }, async () => {
  const page = await playground.open();
  const amy = await playground.open();
  await amy.getByLabel('I am').selectOption({ label: 'Amy Agent – An agent' });

  await page.getByLabel('Message #help').fill('You charged me twice for a TV');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: '1 reply' }).click();
  await page.getByRole('button', { name: 'Talk to a person' }).click();
  await page.getByText('is with our team for Billing').waitFor();

  await amy.getByRole('button', { name: 'agents-billing' }).click();
  const card = amy.getByRole('article').filter({ hasText: 'H-1 · Billing' });
  await card.getByText('johndoe@gmail.com').waitFor();
  assert.deepEqual(await inaccessible(amy), []);
  await card.getByRole('button', { name: 'Resolve' }).click();
  await page.getByText('H-1 is resolved').first().waitFor();
});
